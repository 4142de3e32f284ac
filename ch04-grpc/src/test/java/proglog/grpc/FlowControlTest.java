package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.InMemoryLog;

/// Task 4.5: [FollowStream#pump]. A client that stops reading costs the server little, and loses
/// nothing.
@Tag("task-4.5")
final class FlowControlTest {

    private static final int VALUE_BYTES = 1000;
    private static final int RECORDS = 20_000;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final Loopback loopback = new Loopback();
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private final LogServer server = loopback.serve(log);

    @AfterEach
    void stop() {
        loopback.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 256 * 1024, -1})
    void readsOnlySoFarAheadOfAClientThatStopsReading(int batchBytes) {
        append();
        var stream = ClientStream.consume(loopback.channel(server), Requests.from(0, batchBytes));
        stream.take(1);
        stream.answers(1);

        awaitStandstill();

        assertThat(log.bytes()).isLessThan(MOST_BYTES);

        stream.take(Integer.MAX_VALUE);
        Background.until(() -> log.bytes() == (long) RECORDS * VALUE_BYTES);
        stream.cancel();
    }

    private void append() {
        for (int i = 0; i < RECORDS; i += 100) {
            log.append(
                    Batch.of(Collections.nCopies(100, Bytes.wrap(new byte[VALUE_BYTES]))),
                    Deadline.never());
        }
    }

    /// Returns when the server has read no more for a while.
    private void awaitStandstill() {
        var seen = new long[] {-1, 0};
        Background.until(() -> {
            long bytes = log.bytes();
            seen[1] = bytes == seen[0] ? seen[1] + 1 : 0;
            seen[0] = bytes;
            return bytes > 0 && seen[1] > 2000;
        });
    }
}
