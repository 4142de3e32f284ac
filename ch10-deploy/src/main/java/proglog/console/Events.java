package proglog.console;

import java.io.IOException;
import proglog.Bytes;
import proglog.http.BodyStream;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// `GET /console/events`: the state now, and again whenever there is a newer one, as server-sent
/// events. For many threads.
final class Events implements Handler {

    /// A browser that lost its connection tries again after this many milliseconds.
    private static final Bytes BEGINNING = Bytes.utf8("retry: 1000\n\n");

    private final Board board;

    Events(Board board) {
        this.board = board;
    }

    @Override
    public Response handle(Request request) {
        return Response.stream("text/event-stream", this::send);
    }

    private void send(BodyStream.Sink sink) throws IOException, InterruptedException {
        if (!board.enter()) {
            return; // there are too many: the browser comes again
        }
        try {
            sink.send(BEGINNING);
            long seen = board.number(); // which may be old: nobody has looked for a while
            while (true) {
                Board.Notice newer = board.awaitNewer(seen);
                sink.send(newer.state());
                seen = newer.number();
            }
        } finally {
            board.leave();
        }
    }
}
