package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.agent.Setting;

/// What `proglog config` prints, and what it refuses.
final class ConfigCommandTest {

    private final StringWriter printed = new StringWriter();
    private final StringWriter complained = new StringWriter();

    @Test
    void printsWhatIsInForceAndWhereItComesFrom(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("node.yaml"), "raft-port: 9402\n");

        int exitCode = run("config", "--rpc-port", "9400", "--config-file", file.toString());

        assertThat(exitCode).isZero();
        assertThat(printed.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "rpc-port: 9400 # --rpc-port",
                        "raft-port: 9402 # " + file + " line 1",
                        "gossip-port: 8401 # default",
                        "start-join-addrs: '' # default");
    }

    @Test
    void whatItPrintsIsAFileThatMeansTheSame(@TempDir Path folder) throws IOException {
        run("config", "--node-name", "a", "--bootstrap", "--start-join-addrs", "x:1,y:2");
        Path file = Files.writeString(folder.resolve("node.yaml"), printed.toString());
        String first = printed.toString().replaceAll(" *#.*", "");
        printed.getBuffer().setLength(0);

        assertThat(run("config", "--config-file", file.toString())).isZero();

        assertThat(printed.toString().replaceAll(" *#.*", "")).isEqualTo(first);
        assertThat(first.lines()).hasSize(Setting.values().length - 1);
    }

    @Test
    void refusesAnOptionThatIsNotKnown() {
        assertThat(run("config", "--acl-polcy-file", "x")).isEqualTo(2);

        assertThat(complained.toString().lines())
                .first()
                .isEqualTo(
                        "proglog: unknown option '--acl-polcy-file'; did you mean"
                                + " '--acl-policy-file'?");
    }

    @Test
    void refusesACommandThatIsNotKnown() {
        assertThat(run("serv")).isEqualTo(2);

        assertThat(complained.toString().lines())
                .first()
                .isEqualTo("proglog: unknown command 'serv'; did you mean 'serve'?");
    }

    @Test
    void refusesWhatCannotBeMeantInOneLine() {
        assertThat(run("config", "--rpc-port", "abc")).isEqualTo(2);

        assertThat(complained.toString().lines())
                .containsExactly(
                        "proglog: rpc-port is 'abc' (--rpc-port), must be a port from 1 to 65535");
    }

    @Test
    void aNodeDoesNotStartThenEither() {
        assertThat(run("serve", "--drain-delay", "1h")).isEqualTo(2);

        assertThat(complained.toString().lines())
                .containsExactly(
                        "proglog: drain-delay is '1h' (--drain-delay), must be at most 5s");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(complained, true))
                .execute(arguments);
    }
}
