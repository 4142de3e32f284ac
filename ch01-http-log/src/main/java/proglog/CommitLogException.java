package proglog;

/// The four ways a log fails its caller. Each tells the caller what to do next.
///
/// An edge (HTTP, gRPC, a command) translates them with one `switch` without `default`.
public abstract sealed class CommitLogException extends RuntimeException
        permits OffsetOutOfRangeException,
                LogUnavailableException,
                OutcomeUnknownException,
                CorruptLogException {

    private static final long serialVersionUID = 1;

    CommitLogException(String message) {
        super(message);
    }

    CommitLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
