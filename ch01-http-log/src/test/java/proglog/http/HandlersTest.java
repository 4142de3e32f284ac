package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// Task 1.7: [AppendHandler#handle] and [ReadHandler#handle].
@Tag("task-1.7")
final class HandlersTest {

    private static final String SECTION = "see README.md, Task 1.7";

    private final InMemoryLog log = new InMemoryLog();
    private final Handler append = new AppendHandler(log);
    private final Handler read = new ReadHandler(log);

    @Test
    void answerAnAppendWithItsOffset() {
        Response first = append.handle(post("{\"record\":{\"value\":\"aGVsbG8=\"}}"));
        Response second = append.handle(post("{\"record\":{\"value\":\"\",\"offset\":7}}"));

        assertThat(first.status()).as(SECTION).isEqualTo(200);
        assertThat(first.body().toUtf8()).as(SECTION).isEqualTo("{\"offset\":0}");
        assertThat(second.body().toUtf8()).as(SECTION).isEqualTo("{\"offset\":1}");
        assertThat(log.read(0).value()).as(SECTION).isEqualTo(Bytes.utf8("hello"));
        assertThat(log.read(1).value()).as(SECTION).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void answerAReadWithTheRecordHoweverItIsAskedFor() {
        log.append(Bytes.utf8("hello"));
        String expected = "{\"record\":{\"value\":\"aGVsbG8=\",\"offset\":0}}";

        for (Request request : List.of(get("{\"offset\":0}"), query("0"), path("0"), path("000"))) {
            Response answer = read.handle(request);

            assertThat(answer.status()).as(SECTION).isEqualTo(200);
            assertThat(answer.body().toUtf8()).as(SECTION).isEqualTo(expected);
        }
    }

    @Test
    void leaveTheFailuresOfTheLogToTheRoutes() {
        assertThatThrownBy(() -> read.handle(path("0")))
                .as(SECTION)
                .isInstanceOf(OffsetOutOfRangeException.class)
                .hasMessage("offset 0 is outside [0, 0)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1.0",
                "1e0",
                "0x1",
                " 1",
                "one",
                "١",
                "9223372036854775808"
            })
    void refuseAnOffsetThatIsNone(String text) {
        String message = "offset is not a whole number from 0 to 9223372036854775807";

        assertThatThrownBy(() -> read.handle(path(text))).as(SECTION).hasMessage(message);
        assertThatThrownBy(() -> read.handle(query(text))).as(SECTION).hasMessage(message);
    }

    @Test
    void refuseANegativeOffsetInABody() {
        assertThatThrownBy(() -> read.handle(get("{\"offset\":-1}")))
                .as(SECTION)
                .hasMessage("offset is not a whole number from 0 to 9223372036854775807");
    }

    @Test
    void refuseTwoOffsets() {
        Map<String, List<String>> twice = Map.of("offset", List.of("0", "1"));
        Map<String, List<String>> once = Map.of("offset", List.of("0"));
        Bytes body = Bytes.utf8("{\"offset\":0}");

        assertThatThrownBy(() -> read.handle(new Request("GET", "/", twice, Bytes.EMPTY)))
                .as(SECTION)
                .hasMessage("offset is given more than once");
        assertThatThrownBy(() -> read.handle(new Request("GET", "/", once, body)))
                .as(SECTION)
                .hasMessage("offset is given more than once");
    }

    @Test
    void appendNothingWhenTheBodyIsWrong() {
        assertThatThrownBy(() -> append.handle(post("{}")))
                .as(SECTION)
                .hasMessage("record is missing or not of the expected type");
        assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(0, 0));
    }

    private static Request post(String body) {
        return new Request("POST", "/", Map.of(), Bytes.utf8(body));
    }

    private static Request get(String body) {
        return new Request("GET", "/", Map.of(), Bytes.utf8(body));
    }

    private static Request query(String offset) {
        return new Request("GET", "/", Map.of("offset", List.of(offset)), Bytes.EMPTY);
    }

    private static Request path(String offset) {
        return new Request("GET", "/records/" + offset, Map.of(), Bytes.EMPTY);
    }
}
