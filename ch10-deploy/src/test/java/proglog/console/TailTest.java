package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogRecord;

/// The last records of a log, as people look at them.
final class TailTest {

    private final InMemoryLog log = new InMemoryLog();
    private final Tail tail = new Tail(log);

    private List<Long> offsets() {
        return tail.now().stream().map(RecordView::offset).toList();
    }

    @Test
    void hasTheNewestFirst() {
        assertThat(tail.now()).isEmpty();

        var _ = log.append(List.of(Bytes.utf8("a"), Bytes.utf8("b")));
        assertThat(tail.now()).extracting(RecordView::value).containsExactly("b", "a");

        var _ = log.append(Bytes.utf8("c"));
        assertThat(tail.now()).extracting(RecordView::value).containsExactly("c", "b", "a");
    }

    @Test
    void keepsTenWithoutAGap() {
        var _ = log.append(Bytes.utf8("a"));
        assertThat(offsets()).containsExactly(0L);

        var _ = log.append(Collections.nCopies(100, Bytes.utf8("b")));

        assertThat(offsets())
                .containsExactlyElementsOf(
                        LongStream.range(0, 10).map(i -> 100 - i).boxed().toList());
    }

    @Test
    void readsNoMoreThanItsBudget() {
        Bytes large = Bytes.wrap(new byte[3 * 1024 * 1024]);
        var _ = log.append(List.of(Bytes.utf8("a"), large, large, large));

        assertThat(offsets()).containsExactly(3L, 2L);
    }

    @Test
    void goesOnShowingWhatItKnowsOfAClosedLog() {
        var _ = log.append(Bytes.utf8("a"));
        var _ = tail.now();
        log.close();

        assertThat(offsets()).containsExactly(0L);
    }

    @Test
    void showsTextAsTextAndTheRestInHexadecimal() {
        assertThat(view("grüße", 100)).returns("grüße", RecordView::value);
        assertThat(view("grüße", 4)).returns("grü", RecordView::value);
        assertThat(view("grüße", 3)).returns("gr", RecordView::value);
        assertThat(view("a\u0000b", 100))
                .returns("61 00 62", RecordView::value)
                .returns(false, RecordView::isText);
        assertThat(view("", 100)).returns("", RecordView::value).returns(0, RecordView::bytes);
        assertThat(RecordView.of(record(Bytes.copyOf((byte) 0xFF, (byte) 1)), 1))
                .returns(false, RecordView::isText)
                .returns(true, RecordView::isCut);
    }

    private static RecordView view(String value, int most) {
        return RecordView.of(record(Bytes.utf8(value)), most);
    }

    private static LogRecord record(Bytes value) {
        try (InMemoryLog log = new InMemoryLog()) {
            return log.read(log.append(value));
        }
    }
}
