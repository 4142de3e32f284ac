package proglog.examples.onevalue;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Bytes;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// The three routes, by any method. For many threads.
///
/// ```
/// /get                                              the value
/// /set/{value}                                      sets it here; the answer is the value
/// /notify/{value}/{generation}?notifier={name}      what another node holds
/// ```
final class OneValueRoutes implements Handler {

    private static final Logger logger = LoggerFactory.getLogger(OneValueRoutes.class);

    private final Cell cell;

    OneValueRoutes(Cell cell) {
        this.cell = cell;
    }

    @Override
    public Response handle(Request request) {
        String[] words = request.path().split("/", -1);
        try {
            return switch (words.length > 1 ? words[1] + words.length : "") {
                case "get2" -> text(cell.held().value());
                case "set3" -> set(whole("value", words[2]));
                case "notify4" ->
                        hear(
                                new OneValue(
                                        whole("value", words[2]), whole("generation", words[3])),
                                notifier(request));
                default -> Response.error(404, "there is nothing at this path");
            };
        } catch (IllegalArgumentException wrong) {
            return Response.error(400, String.valueOf(wrong.getMessage()));
        } catch (IllegalStateException last) {
            return Response.error(409, String.valueOf(last.getMessage()));
        }
    }

    private Response set(long value) {
        cell.set(value);
        return text(value);
    }

    private Response hear(OneValue heard, Bytes notifier) {
        if (cell.hear(heard)) {
            logger.info(
                    "heard value {} generation {} from {}",
                    heard.value(),
                    heard.generation(),
                    notifier);
        }
        return Response.empty(200);
    }

    // A stranger's text: as Bytes it is printed on one line, whatever is in it.
    private static Bytes notifier(Request request) {
        return Bytes.utf8(request.query().getOrDefault("notifier", List.of("somebody")).getFirst());
    }

    private static long whole(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(name + " is not a whole number of 64 bits");
        }
    }

    private static Response text(long value) {
        return new Response(
                200, Map.of("content-type", "text/plain"), Bytes.utf8(Long.toString(value)));
    }
}
