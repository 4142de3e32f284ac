package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Task 1.4: [InMemoryLog#follow].
@Tag("task-1.4")
final class FollowTest {

    private static final String SECTION = "see README.md, Task 1.4";

    private final InMemoryLog log = new InMemoryLog();

    @Test
    void readsOneRecordAfterTheOther() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        log.append(Bytes.utf8("b"));

        try (LogCursor cursor = log.follow(0)) {
            assertThat(cursor.next().offset()).as(SECTION).isEqualTo(0);
            assertThat(cursor.next().offset()).as(SECTION).isEqualTo(1);
            assertThat(cursor.isReady()).as(SECTION).isFalse();
        }
    }

    @Test
    void waitsAtTheEnd() throws InterruptedException {
        try (LogCursor cursor = log.follow(0);
                var reader = Background.start(cursor::next)) {
            reader.awaitBlocked();

            log.append(Bytes.utf8("a"));

            assertThat(reader.result().value()).as(SECTION).isEqualTo(Bytes.utf8("a"));
        }
    }

    @Test
    void refusesANegativeOffset() {
        assertThatThrownBy(() -> log.follow(-1))
                .as(SECTION)
                .isInstanceOf(OffsetOutOfRangeException.class)
                .hasMessage("offset -1 is outside [0, 0)");
    }

    @Test
    void refusesToFollowAClosedLog() {
        log.close();

        assertThatThrownBy(() -> log.follow(0))
                .as(SECTION)
                .isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void changesRecordsOnTheirWayOut() throws InterruptedException {
        log.append(Bytes.utf8("a"));

        try (LogCursor shifted = log.follow(0).map(FollowTest::moved)) {
            assertThat(shifted.isReady()).as(SECTION).isTrue();
            assertThat(shifted.next().offset()).as(SECTION).isEqualTo(100);
        }
    }

    private static LogRecord moved(LogRecord found) {
        return new LogRecord(found.offset() + 100, found.appendedAt(), found.value());
    }
}
