package proglog.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.CommitLogException;
import proglog.Consistency;
import proglog.CorruptLogException;
import proglog.Deadline;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.http.Request;
import proglog.http.Response;
import tools.jackson.databind.JsonNode;

/// `GET` and `POST` of `/console/records`: what the page's two forms ask. For many threads.
final class Records {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_READ = 100;
    private static final long MOST_READ_BYTES = 8L * 1024 * 1024;
    private static final int SHOWN_BYTES = 4096;
    private static final int MOST_COPIES = 10_000;

    private final CommitLog log;

    /// @param first the lowest offset that can be read here now
    /// @param next one past the highest
    /// @param records what was asked for
    private record Page(long first, long next, List<RecordView> records) {}

    /// @param first the offset of the first of them
    /// @param next one past the offset of the last of them
    /// @param micros how long the log took
    private record Appended(long first, long next, long micros) {}

    Records(CommitLog log) {
        this.log = log;
    }

    /// `?from=<offset>&count=<n>`, and `&fresh=true` for a read that sees everything acknowledged.
    Response read(Request request) {
        Optional<Long> from = number(request, "from", Long.MAX_VALUE);
        Optional<Long> count = number(request, "count", MOST_READ);
        if (from.isEmpty() || count.isEmpty()) {
            return Response.error(
                    400, "from is an offset, count a number from 0 to %d".formatted(MOST_READ));
        }
        boolean isFresh = List.of("true").equals(request.query().get("fresh"));
        return answer(() ->
                read(
                        from.get(),
                        count.get().intValue(),
                        isFresh ? Consistency.LINEARIZABLE : Consistency.LOCAL));
    }

    private Page read(long from, int count, Consistency consistency) {
        Deadline deadline = Deadline.after(PATIENCE);
        List<RecordView> found = new ArrayList<>();
        long bytes = 0;
        while (found.size() < count && bytes < MOST_READ_BYTES) {
            long offset = from + found.size();
            if (!found.isEmpty() && offset >= log.offsets().next()) {
                break;
            }
            LogRecord record =
                    found.isEmpty() ? log.read(offset, consistency, deadline) : log.read(offset);
            bytes += record.value().length();
            found.add(RecordView.of(record, SHOWN_BYTES));
        }
        OffsetRange offsets = log.offsets();
        return new Page(offsets.first(), offsets.next(), found);
    }

    private static Optional<Long> number(Request request, String name, long most) {
        List<String> given = request.query().getOrDefault(name, List.of());
        try {
            return given.size() == 1 && given.getFirst().matches("[0-9]{1,19}")
                    ? Optional.of(Long.parseLong(given.getFirst())).filter(n -> n <= most)
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// `{"value":"<text>","copies":<n>}`: appends the text, so many times in one batch.
    Response append(Request request) {
        if (!request.header("content-type").matches("application/json(;.*)?")) {
            return Response.error(415, "the body is application/json");
        }
        Optional<JsonNode> body = Json.object(request.body());
        JsonNode value = body.map(json -> json.path("value")).orElse(null);
        int copies = body.map(json -> json.path("copies").asInt(1)).orElse(0);
        if (value == null || !value.isString() || copies < 1 || copies > MOST_COPIES) {
            return Response.error(
                    400, "value is a text, copies a number from 1 to %d".formatted(MOST_COPIES));
        }
        Batch batch = Batch.of(Collections.nCopies(copies, Bytes.utf8(value.asString())));
        return answer(() -> append(batch));
    }

    private Appended append(Batch batch) {
        long begun = System.nanoTime();
        OffsetRange offsets = log.append(batch, Deadline.after(PATIENCE));
        return new Appended(offsets.first(), offsets.next(), (System.nanoTime() - begun) / 1000);
    }

    /// What asks the log.
    @FunctionalInterface
    private interface Question {

        Object ask();
    }

    private static Response answer(Question question) {
        try {
            return Json.answer(question.ask());
        } catch (IllegalArgumentException tooLarge) {
            return Response.error(413, String.valueOf(tooLarge.getMessage()));
        } catch (CommitLogException failure) {
            return switch (failure) {
                case OffsetOutOfRangeException out ->
                        Response.error(404, String.valueOf(out.getMessage()));
                case LogUnavailableException _ ->
                        Response.error(503, "the log is unavailable; nothing has happened");
                case OutcomeUnknownException _ ->
                        Response.error(504, "it is not known whether the record was appended");
                case CorruptLogException _ -> Response.error(500, "the log is damaged");
            };
        }
    }
}
