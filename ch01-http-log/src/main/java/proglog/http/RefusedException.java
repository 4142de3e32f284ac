package proglog.http;

/// The client asked for something that cannot be answered, and is told so.
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /// `message` is what the client reads.
    RefusedException(int status, String message) {
        super(message, null, false, false); // a stranger's mistake needs no stack trace
        this.status = status;
    }

    Response answer() {
        return Response.error(status, String.valueOf(getMessage()));
    }
}
