package proglog.http;

import java.io.IOException;
import proglog.Bytes;

/// A body that comes about while it is sent, for as long as it takes: events, for example.
///
/// Runs on the request's thread, once. It is interrupted when the server stops, which ends the body
/// in good order.
@FunctionalInterface
public interface BodyStream {

    /// Sends the body to `sink`, piece by piece; the body ends when it returns or is interrupted.
    /// What else it throws cuts the connection, so that the client does not take a part for all.
    void writeTo(Sink sink) throws IOException, InterruptedException;

    /// Where the pieces go.
    interface Sink {

        /// Sends `piece`, and returns when it has left.
        ///
        /// Waits for a client that reads slowly, for [HttpLimits#write] at most. Fails when it took
        /// longer, or the client has gone: which nobody notices before something is sent.
        void send(Bytes piece) throws IOException, InterruptedException;
    }
}
