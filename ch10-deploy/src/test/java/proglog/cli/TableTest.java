package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How rows are printed.
final class TableTest {

    @Test
    void putsWordsBelowEachOther() {
        Table table = new Table("node", "role");
        table.add(List.of("a", "follower"));
        table.add(List.of("long-name", ""));
        StringWriter out = new StringWriter();

        table.print(new PrintWriter(out));

        assertThat(out.toString().lines())
                .containsExactly("node       role", "a          follower", "long-name");
    }
}
