package proglog.http;

import java.time.Duration;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.Task;

/// `POST /` with `{"record":{"value":"<base64>"}}`: appends the value, answers its offset.
final class AppendHandler implements Handler {

    /// How long a client is kept waiting for the log.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CommitLog log;

    AppendHandler(CommitLog log) {
        this.log = log;
    }

    @Override
    @Task("1.7")
    public Response handle(Request request) {
        Bytes value = Json.value(request.body());
        long offset = append(value);
        return Response.json(200, Json.offset(offset));
    }

    // A log may take less than a body can carry, and says so itself.
    private long append(Bytes value) {
        try {
            return log.append(Batch.of(value), Deadline.after(PATIENCE)).first();
        } catch (IllegalArgumentException tooLarge) {
            throw new RefusedException(413, String.valueOf(tooLarge.getMessage()));
        }
    }
}
