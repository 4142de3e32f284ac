package proglog.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What `./proglog torture` says to options that make no sense.
final class MainTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --nodes 4         | --nodes is 4, must be 3 or 5
                    --faults 0        | --faults is 0, must be 1 or more
                    --minutes 0       | --minutes is 0, must be 1 or more
                    --engine paxos    | --engine is paxos, must be jraft or atomix
                    --fautls 3        | Unknown options: '--fautls', '3'
                    """)
    void refusesWhatCannotBeRun(String options, String reason) {
        StringWriter said = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setErr(new PrintWriter(said, true));

        assertThat(command.execute(options.split(" "))).isEqualTo(2);
        assertThat(said.toString()).contains(reason);
    }
}
