package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RpcBenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            new CommandLine(new RpcBench())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err));

    @Test
    void helpHasExamples() {
        assertThat(command.execute("--help")).isZero();

        assertThat(out.toString())
                .contains("--only=NAME", "produce-unary,", "stalled-consumer")
                .contains("proglog bench rpc --quick\n", "Exit code: 0; with --check 1");
    }

    @Test
    void refusesWhatItCannotMeasure() {
        assertThat(command.execute("--only=append-1")).isEqualTo(2);

        assertThat(err.toString())
                .contains("--only is append-1, must be one of produce-batched, produce-pipelined");
    }
}
