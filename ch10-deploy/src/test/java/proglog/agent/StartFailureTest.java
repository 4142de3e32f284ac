package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One line says why something cannot be done.
final class StartFailureTest {

    static Stream<Arguments> failures() {
        IOException taken =
                new IOException("cannot listen on 127.0.0.1:8400", new BindException("in use"));
        return Stream.of(
                Arguments.of(new NoSuchFileException("/x"), "no file /x"),
                Arguments.of(new AccessDeniedException("/x"), "/x: permission denied"),
                Arguments.of(new FileSystemException("/x", null, "no space"), "/x: no space"),
                Arguments.of(new FileSystemException("/x"), "/x"),
                Arguments.of(taken, "cannot listen on 127.0.0.1:8400: in use"),
                Arguments.of(new IOException("broken", new IOException("why")), "broken"),
                Arguments.of(new IOException("first\nsecond"), "first"),
                Arguments.of(new IOException(""), ""));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isItsReason(Throwable failure, String reason) {
        assertThat(StartFailure.reason(failure)).isEqualTo(reason);
    }
}
