package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.LogCursor;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// Reading far away what the log has begun to forget.
final class RetentionTest {

    private static final int VALUE_BYTES = 10_000;
    private static final int RECORDS = 2000;

    @TempDir private Path directory;
    private final Loopback loopback = new Loopback();

    private SegmentedLog log() {
        SegmentedLog log =
                SegmentedLog.open(
                        directory, SegmentedLogConfig.defaults().withSegments(100_000, 1200));
        for (int i = 0; i < RECORDS; i += 10) {
            log.append(Collections.nCopies(10, Bytes.wrap(new byte[VALUE_BYTES])));
        }
        return log;
    }

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void tellsTheRangeToThoseWhoComeTooLate() throws InterruptedException {
        try (SegmentedLog log = log()) {
            log.truncatePrefix(500);
            OffsetRange left = log.offsets();
            ManagedChannel channel = loopback.channel(loopback.serve(log));
            RemoteLog remote = new RemoteLog(channel);

            assertThat(left.first()).isPositive();
            assertThatThrownBy(() -> remote.read(3))
                    .isInstanceOfSatisfying(
                            OffsetOutOfRangeException.class,
                            out -> assertThat(out.range()).isEqualTo(left));
            assertThatThrownBy(() -> remote.follow(3)).hasMessage("offset 3 is outside " + left);
            var stream = ClientStream.consume(channel, Requests.from(3));
            assertThat(stream.code()).isEqualTo(Status.Code.OUT_OF_RANGE);
            assertThat(Statuses.failure(stream.end()).orElseThrow())
                    .hasMessage("offset 3 is outside " + left);
            try (LogCursor cursor = remote.follow(left.first())) {
                assertThat(cursor.next().offset()).isEqualTo(left.first());
            }
        }
    }

    @Test
    void tellsTheRangeToAReaderThatIsOvertaken() {
        try (SegmentedLog log = log()) {
            ManagedChannel channel = loopback.channel(loopback.serve(log));
            var stream = ClientStream.consume(channel, Requests.from(0));
            stream.take(1);
            stream.answers(1); // and stops reading, 20 MB before the end

            log.truncatePrefix(RECORDS - 1);
            stream.take(Integer.MAX_VALUE);

            assertThat(stream.code()).isEqualTo(Status.Code.OUT_OF_RANGE);
            assertThat(Statuses.failure(stream.end()))
                    .hasValueSatisfying(failure ->
                            assertThat(failure)
                                    .isInstanceOfSatisfying(
                                            OffsetOutOfRangeException.class,
                                            out -> {
                                                assertThat(out.offset())
                                                        .isEqualTo(stream.answers().size());
                                                assertThat(out.range().first())
                                                        .as("as far as it was forgotten then")
                                                        .isGreaterThan(out.offset());
                                            }));
        }
    }
}
