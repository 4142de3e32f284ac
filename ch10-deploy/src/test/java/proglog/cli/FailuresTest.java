package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.grpc.NotPermittedException;

/// What a script learns of a command that failed.
final class FailuresTest {

    private final StringWriter said = new StringWriter();
    private final CommandLine command =
            new CommandLine(CommandSpec.create()).setErr(new PrintWriter(said, true));

    @ParameterizedTest
    @MethodSource
    void aLineSaysWhyAndTheExitCodeWhatToDo(int code, Exception failure, String reason) {
        assertThat(explain(failure)).isEqualTo(code);

        assertThat(said.toString().lines()).containsExactly("proglog: " + reason);
    }

    static Stream<Arguments> aLineSaysWhyAndTheExitCodeWhatToDo() {
        return Stream.of(
                Arguments.of(1, new LogUnavailableException("no leader"), "no leader"),
                Arguments.of(1, new IOException("no such file"), "no such file"),
                Arguments.of(1, answered(Status.UNAVAILABLE), "the server said so"),
                Arguments.of(2, new IllegalArgumentException("10 nodes"), "10 nodes"),
                Arguments.of(3, new OutcomeUnknownException("no answer"), "no answer"),
                Arguments.of(4, new NotPermittedException("not you", new IOException()), "not you"),
                Arguments.of(4, answered(Status.PERMISSION_DENIED), "the server said so"),
                Arguments.of(4, answered(Status.UNAUTHENTICATED), "the server said so"),
                Arguments.of(
                        5,
                        new OffsetOutOfRangeException(7, new OffsetRange(0, 3)),
                        "offset 7 is outside [0, 3)"),
                Arguments.of(6, new CorruptLogException("bad checksum"), "bad checksum"));
    }

    private static Exception answered(Status status) {
        return status.withDescription("the server said so").asRuntimeException();
    }

    @Test
    void whoeverReadsTheOutputMayHaveSeenEnough() {
        assertThat(explain(new IOException("Broken pipe"))).isZero();

        assertThat(said.toString()).isEmpty();
    }

    private int explain(Exception failure) {
        return Failures.explain(failure, command, command.parseArgs());
    }
}
