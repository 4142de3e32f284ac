package proglog.examples.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.examples.kv.store.MemoryStore;
import proglog.http.Request;
import proglog.http.Response;

final class KeyRoutesTest {

    private final KeyRoutes routes = new KeyRoutes(new MemoryStore());

    @Test
    void greetsTheWorld() {
        assertThat(ask("GET", "/", "").body().toUtf8()).isEqualTo("{\"hello\":\"world\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "/", "a key with ü and 🗝", "..", "a\nb"})
    void keepsTheBodyUnderTheKey(String key) {
        assertThat(ask("POST", "/key/" + key, "{\"raw\":1}").status()).isEqualTo(200);

        Response answer = ask("GET", "/key/" + key, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toUtf8()).isEqualTo("{\"raw\":1}");
        assertThat(answer.headers()).containsEntry("content-type", "application/octet-stream");
    }

    @Test
    void tellsAnEmptyValueFromNone() {
        ask("POST", "/key/a", "");

        assertThat(ask("GET", "/key/a", "").status()).isEqualTo(200);
        assertThat(ask("GET", "/key/b", "").status()).isEqualTo(404);
    }

    @Test
    void forgetsWhatIsDeleted() {
        ask("POST", "/key/a", "1");

        assertThat(ask("DELETE", "/key/a", "").status()).isEqualTo(200);
        assertThat(ask("DELETE", "/key/a", "").status()).isEqualTo(200);

        assertThat(ask("GET", "/key/a", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/,405",
        "PUT,/key/a,405",
        "HEAD,/key/a,405",
        "GET,/key,404",
        "GET,/keys/a,404",
        "GET,*,404",
        "GET,/key/,400",
        "POST,/key/\uFFFD,400"
    })
    void refuses(String method, String path, int status) {
        Response answer = ask(method, path, "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().toUtf8()).startsWith("{\"error\":\"");
        assertThat(answer.headers().containsKey("allow")).isEqualTo(status == 405);
    }

    @Test
    void measuresKeysInBytes() {
        assertThat(ask("POST", "/key/" + "ü".repeat(512), "").status()).isEqualTo(200);
        assertThat(ask("POST", "/key/" + "ü".repeat(512) + "x", "").body().toUtf8())
                .isEqualTo("{\"error\":\"the key has 1025 bytes, may have 1024\"}");
    }

    private Response ask(String method, String path, String body) {
        return routes.handle(new Request(method, path, Map.of(), Bytes.utf8(body)));
    }
}
