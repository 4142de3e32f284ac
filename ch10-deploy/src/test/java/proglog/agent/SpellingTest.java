package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody may have meant.
final class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "port,port,0",
        "prt,port,1",
        "porrt,port,1",
        "part,port,1",
        "opt,port,2",
        "'',port,4",
        "port,'',4",
        "kitten,sitting,3",
        "flaw,lawn,2"
    })
    void countsTheLettersToChange(String from, String to, int distance) {
        assertThat(Spelling.distance(from, to)).isEqualTo(distance);
    }

    @Test
    void takesTheNearestWhateverTheCase() {
        List<String> known = List.of("data-dir", "rpc-port", "raft-port");

        assertThat(Spelling.nearest("RAFTPORT", known)).isEqualTo("raft-port");
        assertThat(Spelling.nearest("datadir", known)).isEqualTo("data-dir");
    }
}
