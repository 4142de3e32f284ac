package proglog.http;

/// Answers requests.
///
/// For many threads: each request has a virtual thread of its own, so a handler may block. It is
/// interrupted when the server stops and has waited long enough.
@FunctionalInterface
public interface Handler {

    /// The answer to `request`. What is thrown becomes a 500 that says nothing, and a line in the
    /// server's log.
    Response handle(Request request);
}
