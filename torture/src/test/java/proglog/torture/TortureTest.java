package proglog.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The short form of the fault suite: forty faults on three nodes.
final class TortureTest {

    private static final int FAULTS = 42; // each kind twice

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    @Timeout(900)
    void keepsEveryPromise() throws Exception {
        RealMachine.require();
        StringWriter said = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(said, true));
        command.setErr(new PrintWriter(said, true));

        int exitCode =
                command.execute(
                        "--faults",
                        String.valueOf(FAULTS),
                        "--keep",
                        directory.toString(),
                        "--acl",
                        "../ch05-security/acl");

        System.out.println(said);
        assertThat(exitCode).as(said.toString()).isZero();
        assertThat(said.toString()).startsWith("# Torture: passed\n\n42 faults in ");
    }
}
