package proglog.grpc;

import proglog.LogUnavailableException;

/// The server does not let this caller do this: nothing happened, and trying again helps only when
/// somebody permits it.
public final class NotPermittedException extends LogUnavailableException {

    private static final long serialVersionUID = 1;

    /// `message` says who may not do what.
    public NotPermittedException(String message, Throwable cause) {
        super(message, cause);
    }
}
