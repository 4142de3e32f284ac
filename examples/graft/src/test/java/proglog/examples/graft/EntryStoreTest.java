package proglog.examples.graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.Background.until;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;

/// The two stores, which differ in how they learn.
final class EntryStoreTest {

    private final GraftNode node = new GraftNode(Graft.create("a"), MemorySharedLog::join);

    @BeforeEach
    void start() throws IOException {
        node.start();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsWhatWasSetThroughIt(boolean isPull) {
        EntryStore store = isPull ? node.pull() : node.push();
        assertThat(store.get("k")).isEmpty();

        store.set("k", "1");
        assertThat(store.get("k")).contains("1");

        store.set("k", "2");
        assertThat(store.get("k")).contains("2");
    }

    @Test
    void hearsWhatWasSetThroughTheOther() {
        node.push().set("k", "1");
        assertThat(node.pull().get("k")).contains("1");

        node.pull().set("k", "2");
        until(() -> node.push().get("k").orElse("").equals("2"));
    }

    @Test
    void catchesUpWithAnyNumberOfEntries() {
        node.graft()
                .appendEntries(
                        IntStream.rangeClosed(0, 2500)
                                .mapToObj(i -> new Entry("k", "" + i).encode())
                                .toList());

        assertThat(node.pull().get("k")).contains("2500");
        until(() -> node.push().get("k").orElse("").equals("2500"));
    }

    @Test
    void passesOverWhatIsNoEntry() {
        node.graft()
                .appendEntries(
                        List.of(
                                Bytes.utf8("not JSON"),
                                Bytes.utf8("null"),
                                new Entry("k", "1").encode()));

        assertThat(node.pull().get("k")).contains("1");
        until(() -> node.push().get("k").orElse("").equals("1"));
    }

    @Test
    void writesEntriesAsJson() {
        assertThat(new Entry("k", "a \"v\"").encode().toUtf8())
                .isEqualTo("{\"key\":\"k\",\"value\":\"a \\\"v\\\"\"}");
        assertThat(Entry.decode(Bytes.utf8("{\"value\":\"v\",\"key\":\"k\"}")))
                .isEqualTo(new Entry("k", "v"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"key\":\"k\"}",
                "{\"key\":\"k\",\"value\":null}",
                "{\"key\":1,\"value\":\"v\"}",
                "{\"key\":\"k\",\"value\":\"v\",\"key\":\"k\"}",
                "{\"key\":\"k\",\"value\":\"v\",\"more\":1}",
                "{\"key\":\"k\",\"value\":\"v\"}x"
            })
    void readsNothingElse(String json) {
        assertThatThrownBy(() -> Entry.decode(Bytes.utf8(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected {\"key\":…,\"value\":…}");
    }
}
