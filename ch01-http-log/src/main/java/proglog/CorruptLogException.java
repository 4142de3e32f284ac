package proglog;

/// What the log holds is damaged: trying again does not help, a person must look.
public final class CorruptLogException extends CommitLogException {

    private static final long serialVersionUID = 1;

    /// `message` names the place, what was expected there and what was found.
    public CorruptLogException(String message) {
        super(message);
    }

    /// `message` names the place, what was expected there and what was found.
    public CorruptLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
