package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class MainTest {

    private final StringWriter printed = new StringWriter();

    static Stream<String> commands() {
        return Main.commandLine(Surroundings.system()).getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void explainsEveryCommand(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(printed.toString()).startsWith("Usage: proglog " + command);
        if (!command.equals("log")) { // its two commands do
            assertThat(printed.toString()).contains("\nExamples:\n");
        }
    }

    @Test
    void listsTheExitCodes() {
        assertThat(run("--help")).isZero();

        assertThat(printed.toString())
                .contains("  3   some of it may have happened")
                .contains("  4   not permitted");
    }

    @Test
    void suggestsWhatWasMeant() {
        assertThat(run("prodcue")).isEqualTo(2);

        assertThat(printed.toString())
                .startsWith("proglog: unknown command 'prodcue'; did you mean 'produce'?");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void completesCommandsAndOptions(@TempDir Path folder)
            throws IOException, InterruptedException {
        assertThat(run("completion")).isZero();
        Path script = Files.writeString(folder.resolve("completion"), printed.toString());
        String ask =
                """
                source '%s'
                COMP_WORDS=(./proglog consume --fo); COMP_CWORD=2; _complete_proglog
                echo "${COMPREPLY[@]}"
                COMP_WORDS=(./proglog exam); COMP_CWORD=1; _complete_proglog
                echo "${COMPREPLY[@]}"
                """
                        .formatted(script);

        Process bash =
                new ProcessBuilder("bash", "-c", ask)
                        .redirectError(ProcessBuilder.Redirect.DISCARD) // it misses the Tab key
                        .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();

        assertThat(said.lines().map(String::strip)).containsExactly("--follow", "example");
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine(Surroundings.system());
        PrintWriter out = new PrintWriter(printed, true);
        return commands.setOut(out).setErr(out).execute(arguments);
    }
}
