package proglog.examples.onevalue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.http.Request;
import proglog.http.Response;

final class OneValueRoutesTest {

    private final Cell cell = new Cell();
    private final OneValueRoutes routes = new OneValueRoutes(cell);

    @Test
    void answersTheValue() {
        assertThat(ask("GET", "/get").status()).isEqualTo(200);
        assertThat(ask("GET", "/get").body().toUtf8()).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET", "PUT", "BREW"})
    void setsByAnyMethod(String method) {
        Response answer = ask(method, "/set/-7");

        assertThat(answer.body().toUtf8()).isEqualTo("-7");
        assertThat(cell.held()).isEqualTo(new OneValue(-7, 1));
    }

    @Test
    void takesWhatIsNewer() {
        assertThat(ask("POST", "/notify/7/2").status()).isEqualTo(200);
        assertThat(ask("POST", "/notify/8/2").status()).isEqualTo(200);
        assertThat(ask("POST", "/notify/9/1").status()).isEqualTo(200);

        assertThat(cell.held()).isEqualTo(new OneValue(7, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "/set/,value is not a whole number of 64 bits",
        "/set/seven,value is not a whole number of 64 bits",
        "/set/7.0,value is not a whole number of 64 bits",
        "/set/9223372036854775808,value is not a whole number of 64 bits",
        "/notify/x/1,value is not a whole number of 64 bits",
        "/notify/1/x,generation is not a whole number of 64 bits",
        "'/notify/1/-1','generation is -1, must be 0 or more'"
    })
    void refusesWhatIsNoNumber(String path, String why) {
        Response answer = ask("POST", path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toUtf8()).isEqualTo("{\"error\":\"" + why + "\"}");
        assertThat(cell.held()).isEqualTo(OneValue.INITIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/get/", "/gets", "/set", "/set/1/2", "/notify/1", "*", "//get"})
    void knowsNothingElse(String path) {
        assertThat(ask("GET", path).status()).isEqualTo(404);
    }

    @Test
    void cannotBeSetAfterTheLastGeneration() {
        ask("POST", "/notify/1/" + Long.MAX_VALUE);

        assertThat(ask("POST", "/set/2").status()).isEqualTo(409);
        assertThat(cell.held().value()).isEqualTo(1);
    }

    private Response ask(String method, String path) {
        return routes.handle(
                new Request(method, path, Map.of("notifier", List.of("b\nforged")), Bytes.EMPTY));
    }
}
