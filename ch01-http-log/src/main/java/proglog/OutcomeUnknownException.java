package proglog;

/// The append may or may not have happened: repeat it only with the same [ProducerSequence].
public sealed class OutcomeUnknownException extends CommitLogException
        permits ProducerForgottenException {

    private static final long serialVersionUID = 1;

    /// `message` says what was begun and what is not known.
    public OutcomeUnknownException(String message) {
        super(message);
    }

    /// `message` says what was begun and what is not known, `cause` what led to it.
    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
