package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;

/// Task 1.6: [StatusCodes#of].
@Tag("task-1.6")
final class StatusCodesTest {

    private static final String SECTION = "see README.md, Task 1.6";

    @Test
    void tellTheClientWhatToDo() {
        assertThat(StatusCodes.of(new OffsetOutOfRangeException(1, new OffsetRange(0, 1))))
                .as(SECTION)
                .isEqualTo(404);
        assertThat(StatusCodes.of(LogUnavailableException.closed())).as(SECTION).isEqualTo(503);
        assertThat(StatusCodes.of(new OutcomeUnknownException(""))).as(SECTION).isEqualTo(504);
        assertThat(StatusCodes.of(new CorruptLogException(""))).as(SECTION).isEqualTo(500);
    }

    @Test
    void takeASpecialKindOfFailureForWhatItIs() {
        LogUnavailableException special = new LogUnavailableException("ask another") {};

        assertThat(StatusCodes.of(special)).as(SECTION).isEqualTo(503);
    }
}
