package proglog;

/// Nothing happened: try again later, or elsewhere.
///
/// Open, so that a later chapter can say more, such as who leads; whoever translates failures need
/// not know.
public non-sealed class LogUnavailableException extends CommitLogException {

    private static final long serialVersionUID = 1;

    /// `message` says why the log could not answer.
    public LogUnavailableException(String message) {
        super(message);
    }

    /// `message` says why the log could not answer, `cause` what led to it.
    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The failure of everything that is asked of a closed log.
    public static LogUnavailableException closed() {
        return new LogUnavailableException("the log is closed");
    }
}
