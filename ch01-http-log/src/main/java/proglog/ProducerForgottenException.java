package proglog;

/// The log has forgotten the producer, as so many others appended meanwhile: it does not have the
/// batch from this try, and nobody can tell whether it has it from an earlier one.
///
/// To repeat it does not help. A batch that was never sent before may be sent under another
/// producer.
public final class ProducerForgottenException extends OutcomeUnknownException {

    private static final long serialVersionUID = 1;

    /// `message` says which producer it is, and by which of its batches it was found out.
    public ProducerForgottenException(String message) {
        super(message);
    }
}
