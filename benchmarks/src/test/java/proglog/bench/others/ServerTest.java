package proglog.bench.others;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {

    @TempDir Path directory;

    @Test
    void isGoneWhenItIsClosed() throws Exception {
        Server server = start("exec sleep 600");
        long first = server.id();
        server.kill();
        server.restart();
        long second = server.id();

        server.close();

        assertThat(server.isAlive()).isFalse();
        assertThat(ProcessHandle.of(first)).isEmpty();
        assertThat(ProcessHandle.of(second)).isEmpty();
    }

    @Test
    void whatItSaidLastIsInTheFailure() throws Exception {
        try (Server server = start("echo the port is taken; exit 1")) {
            assertThatThrownBy(server::awaitSuccess)
                    .hasMessageEndingWith("ended by itself; it said last: the port is taken");
        }
    }

    @Test
    void runsInItsDirectory() throws Exception {
        try (Server server = start("touch here")) {
            server.awaitSuccess();
        }

        assertThat(directory.resolve("node/here")).exists();
        assertThat(Files.readString(directory.resolve("node/said"))).isEmpty();
    }

    private Server start(String script) throws Exception {
        return Server.start(List.of("/bin/sh", "-c", script), directory.resolve("node"));
    }
}
