package proglog.discovery;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;

/// Why a connection failed, in words that do not change from one attempt to the next.
final class Reason {

    private Reason() {}

    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null ->
                    of(wrapped.getCause());
            case ConnectException _ -> "nobody listens there";
            case UnresolvedAddressException _ -> "unknown host";
            case UnknownHostException unknown -> "unknown host " + unknown.getMessage();
            default -> String.valueOf(failure.getMessage());
        };
    }

    /// Why a port cannot be listened on.
    static String ofListening(Throwable failure) {
        return failure instanceof UnknownHostException
                ? "unknown host"
                : String.valueOf(failure.getMessage());
    }
}
