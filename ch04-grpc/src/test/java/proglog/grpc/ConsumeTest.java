package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.SettableClock;
import proglog.v1.ConsumeRequest;
import proglog.v1.LogGrpc;
import proglog.v1.Record;

/// Task 4.3: [LogService#consume].
@Tag("task-4.3")
final class ConsumeTest {

    private static final String SECTION = "see README.md, Task 4.3";

    private final Loopback loopback = new Loopback();
    private final SettableClock clock = new SettableClock();
    private final InMemoryLog log = new InMemoryLog(clock);
    private final LogGrpc.LogBlockingStub client =
            LogGrpc.newBlockingStub(loopback.channel(loopback.serve(log)));

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void givesTheRecordAtAnOffset() {
        log.append(Bytes.utf8("a"));
        Instant second = clock.advance(Duration.ofSeconds(1));
        log.append(Bytes.utf8("b"));

        Record found = client.consume(at(1).build()).getRecord();

        assertThat(found.getValue().toStringUtf8()).as(SECTION).isEqualTo("b");
        assertThat(found.getOffset()).as(SECTION).isEqualTo(1);
        assertThat(Instant.EPOCH.plusNanos(found.getAppendTimeUnixNanos()))
                .as(SECTION)
                .isEqualTo(second);
    }

    @Test
    void givesTheFirstRecordFromATimeOn() {
        log.append(Bytes.utf8("old"));
        Instant later = clock.advance(Duration.ofSeconds(10));
        log.append(Bytes.utf8("new"));

        long time = Wire.unixNanos(later.minusSeconds(5));
        Record found =
                client.consume(ConsumeRequest.newBuilder().setFromTimeUnixNanos(time).build())
                        .getRecord();

        assertThat(found.getOffset()).as(SECTION).isEqualTo(1);
    }

    @Test
    void saysWhatThereIs() {
        log.append(Bytes.utf8("a"));

        assertFails(
                () -> client.consume(at(1).build()),
                Status.Code.OUT_OF_RANGE,
                "offset 1 is outside [0, 1)");
    }

    @Test
    void waitsForAServerThatIsFreshEnoughNoLongerThanItsDeadline() {
        log.append(Bytes.utf8("a"));
        ConsumeRequest fresh = at(0).setAtLeastOffset(5).build();
        var hurried = client.withDeadlineAfter(100, TimeUnit.MILLISECONDS);

        assertThatThrownBy(() -> hurried.consume(fresh))
                .as(SECTION)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure ->
                                assertThat(failure.getStatus().getCode())
                                        .as(SECTION)
                                        .isEqualTo(Status.Code.DEADLINE_EXCEEDED));
    }

    private static void assertFails(Runnable call, Status.Code code, String description) {
        assertThatThrownBy(call::run)
                .as(SECTION)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> {
                            assertThat(failure.getStatus().getCode()).as(SECTION).isEqualTo(code);
                            assertThat(failure.getStatus().getDescription())
                                    .as(SECTION)
                                    .isEqualTo(description);
                        });
    }

    private static ConsumeRequest.Builder at(long offset) {
        return ConsumeRequest.newBuilder().setOffset(offset);
    }
}
