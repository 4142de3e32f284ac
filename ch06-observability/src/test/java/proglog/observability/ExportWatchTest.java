package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is said of a collector that does not answer.
final class ExportWatchTest {

    private static final CompletableResultCode FAILED = CompletableResultCode.ofFailure();
    private static final CompletableResultCode SUCCEEDED = CompletableResultCode.ofSuccess();

    private final ExportWatch watch = new ExportWatch("spans", "http://there:4318");
    private final Logged logged = Logged.by(ExportWatch.class);

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @Test
    void isNothingAsLongAsItDoes() {
        assertThat(watch.watch(SUCCEEDED).isSuccess()).isTrue();

        assertThat(logged.lines()).isEmpty();
    }

    @Test
    void isSaidOnceAndOnceThatItAnswersAgain() {
        for (int i = 0; i < 2; i++) {
            assertThat(watch.watch(FAILED).isSuccess()).isFalse();
            assertThat(watch.watch(FAILED).isSuccess()).isFalse();
            assertThat(watch.watch(SUCCEEDED).isSuccess()).isTrue();
            assertThat(watch.watch(SUCCEEDED).isSuccess()).isTrue();
        }

        String away =
                "WARN spans cannot be sent to http://there:4318: some are lost until it answers";
        String back = "INFO spans are sent to http://there:4318 again";
        assertThat(logged.lines()).containsExactly(away, back, away, back);
    }

    @Test
    void saysWhyIfThatIsKnown() {
        IOException refused = new IOException("connection refused");

        var _ = watch.watch(CompletableResultCode.ofExceptionalFailure(refused));

        assertThat(logged.lines())
                .containsExactly(
                        "WARN spans cannot be sent to http://there:4318 (java.io.IOException:"
                                + " connection refused): some are lost until it answers");
    }
}
