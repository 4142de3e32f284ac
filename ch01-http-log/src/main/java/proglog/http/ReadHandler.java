package proglog.http;

import java.util.List;
import java.util.regex.Pattern;
import proglog.CommitLog;
import proglog.LogRecord;
import proglog.Task;

/// `GET /records/{n}`, `GET /?offset=n`, or `GET /` with `{"offset":n}`: answers the record there.
final class ReadHandler implements Handler {

    static final String RECORDS = "/records/";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    private final CommitLog log;

    ReadHandler(CommitLog log) {
        this.log = log;
    }

    @Override
    @Task("1.7")
    public Response handle(Request request) {
        LogRecord found = log.read(offset(request));
        return Response.json(200, Json.record(found));
    }

    private static long offset(Request request) {
        if (request.path().startsWith(RECORDS)) {
            return parse(request.path().substring(RECORDS.length()));
        }
        List<String> given = request.query().getOrDefault("offset", List.of());
        if (given.size() + (request.body().isEmpty() ? 0 : 1) > 1) {
            throw new RefusedException(400, "offset is given more than once");
        }
        return given.isEmpty() ? inBody(request) : parse(given.getFirst());
    }

    private static long inBody(Request request) {
        long offset = Json.offset(request.body());
        if (offset < 0) {
            throw notAnOffset();
        }
        return offset;
    }

    private static long parse(String text) {
        try {
            if (DIGITS.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException _) {
            // 19 digits can still be more than a long holds: refused like the rest
        }
        throw notAnOffset();
    }

    private static RefusedException notAnOffset() {
        return new RefusedException(
                400, "offset is not a whole number from 0 to " + Long.MAX_VALUE);
    }
}
