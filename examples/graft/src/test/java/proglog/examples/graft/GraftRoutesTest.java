package proglog.examples.graft;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.Background.until;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.http.Request;
import proglog.http.Response;

final class GraftRoutesTest {

    private static final String ENTRY = "{\"key\":\"k\",\"value\":\"v\"}";
    private static final String PEER = "{\"name\":\"b\",\"address\":\"b:1\"}";

    private final GraftNode node = new GraftNode(Graft.create("a"), MemorySharedLog::join);
    private final GraftRoutes routes = new GraftRoutes(node);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void startsOnce() {
        assertThat(get("/status"))
                .isEqualTo(
                        "200 {\"name\":\"a\",\"started\":false,\"leader\":\"\",\"term\":0,\"peers\":[]}");

        assertThat(post("/add_peer", PEER)).isEqualTo("201 [" + PEER + "]");
        assertThat(post("/start", "")).startsWith("200 ");

        assertThat(get("/status"))
                .isEqualTo(
                        "200 {\"name\":\"a\",\"started\":true,\"leader\":\"a\",\"term\":1,\"peers\":["
                                + PEER
                                + "]}");
        assertThat(post("/start", "")).isEqualTo("400 {\"error\":\"graft a is already started\"}");
        assertThat(post("/add_peer", PEER))
                .isEqualTo("400 {\"error\":\"graft a is already started\"}");
    }

    @Test
    void showsWhatWasAppended() {
        post("/start", "");
        assertThat(get("/log")).isEqualTo("200 []");

        assertThat(post("/append_entry", ENTRY)).isEqualTo("201 {\"offset\":0}");
        assertThat(post("/append_entry", ENTRY)).isEqualTo("201 {\"offset\":1}");
        node.graft().appendEntries(List.of(Bytes.utf8("not an entry")));

        assertThat(get("/log"))
                .isEqualTo(
                        "200 [{\"offset\":0,\"entry\":%s},{\"offset\":1,\"entry\":%s},{\"offset\":2,\"entry\":\"\\\"not an entry\\\"\"}]"
                                .formatted(ENTRY, ENTRY));
        assertThat(get("/pull/k")).isEqualTo("200 {\"value\":\"v\"}");
        assertThat(get("/pull/l")).startsWith("404 ");
        until(() -> get("/push/k").equals("200 {\"value\":\"v\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/log", "/pull/k", "/push/k"})
    void refusesToReadBeforeTheStart(String path) {
        assertThat(get(path))
                .isEqualTo("400 {\"error\":\"graft a has not been started: start it first\"}");
    }

    @Test
    void refusesToAppendBeforeTheStart() {
        assertThat(post("/append_entry", ENTRY)).startsWith("400 ");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/,404",
        "GET,/logs,404",
        "POST,/log,405",
        "GET,/start,405",
        "PUT,/append_entry,405",
        "POST,/append_entry,400",
        "POST,/add_peer,400",
        "GET,/pull/nothing,404"
    })
    void refuses(String method, String path, int status) {
        post("/start", "");

        assertThat(ask(method, path, Map.of(), "x")).startsWith(status + " {\"error\":\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "", "1e3", "9999999999999999999"})
    void refusesWhatIsNoOffset(String from) {
        post("/start", "");

        assertThat(ask("GET", "/log", Map.of("from", List.of(from)), "")).startsWith("400 ");
        assertThat(ask("GET", "/log", Map.of("from", List.of("5")), "")).isEqualTo("200 []");
    }

    @Test
    void isUnavailableOnceItIsClosed() {
        post("/start", "");
        node.close();

        assertThat(post("/append_entry", ENTRY)).startsWith("503 ");
    }

    private String get(String path) {
        return ask("GET", path, Map.of(), "");
    }

    private String post(String path, String body) {
        return ask("POST", path, Map.of(), body);
    }

    private String ask(String method, String path, Map<String, List<String>> query, String body) {
        Response answer = routes.handle(new Request(method, path, query, Bytes.utf8(body)));
        return answer.status() + " " + answer.body().toUtf8();
    }
}
