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
        long offset = log.append(Batch.of(value), Deadline.after(PATIENCE)).first();
        return Response.json(200, Json.offset(offset));
    }
}
