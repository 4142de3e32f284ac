package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Task 1.2: [InMemoryLog#read].
@Tag("task-1.2")
final class ReadTest {

    private static final String SECTION = "see README.md, Task 1.2";

    private final InMemoryLog log = new InMemoryLog();

    @Test
    void readsWhatWasAppended() {
        log.append(List.of(Bytes.utf8("a"), Bytes.utf8("b")));

        assertThat(log.read(0).value()).as(SECTION).isEqualTo(Bytes.utf8("a"));
        assertThat(log.read(1).value()).as(SECTION).isEqualTo(Bytes.utf8("b"));
        assertThat(log.read(1).offset()).as(SECTION).isEqualTo(1);
    }

    @Test
    void readsTheSameRecordEachTime() {
        log.append(Bytes.utf8("a"));

        assertThat(log.read(0)).as(SECTION).isEqualTo(log.read(0));
    }

    @Test
    void saysWhichOffsetsThereAre() {
        log.append(Bytes.utf8("a"));

        assertThatThrownBy(() -> log.read(1))
                .as(SECTION)
                .isInstanceOf(OffsetOutOfRangeException.class)
                .hasMessage("offset 1 is outside [0, 1)");
        assertThatThrownBy(() -> log.read(-1))
                .as(SECTION)
                .hasMessage("offset -1 is outside [0, 1)");
    }

    @Test
    void readsNothingAfterClose() {
        log.append(Bytes.utf8("a"));
        log.close();

        assertThatThrownBy(() -> log.read(0))
                .as(SECTION)
                .isInstanceOf(LogUnavailableException.class);
    }
}
