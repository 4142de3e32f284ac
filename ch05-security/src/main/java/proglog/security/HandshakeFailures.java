package proglog.security;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs why strangers could not connect: a line each, without a stack trace, and not too many of
/// them.
///
/// For many threads.
final class HandshakeFailures {

    private static final Logger logger = LoggerFactory.getLogger(HandshakeFailures.class);

    private static final Pattern ALERT_NAME = Pattern.compile("^\\([a-z_]+\\) ");

    private final LogBudget budget = new LogBudget(10, Duration.ofSeconds(1), System::nanoTime);

    void log(InetSocketAddress remote, Throwable failure) {
        if (failure instanceof ClosedChannelException) {
            // Such as a load balancer that only looks whether the port is open.
            logger.debug("{} closed the connection in mid-handshake", text(remote));
            return;
        }
        log(remote, reason(failure));
    }

    /// The time allowed for the handshake is over, or the server is being closed.
    void logUnfinished(InetSocketAddress remote) {
        log(remote, "it had not finished the handshake when we closed the connection");
    }

    private void log(InetSocketAddress remote, String reason) {
        OptionalLong skipped = budget.spend();
        if (skipped.isPresent()) {
            String more =
                    skipped.getAsLong() == 0
                            ? ""
                            : " (%d others before it are not shown)".formatted(skipped.getAsLong());
            logger.warn("no TLS with {}: {}{}", text(remote), reason, more);
        }
    }

    private static String text(InetSocketAddress remote) {
        return remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }

    private static String reason(Throwable failure) {
        return switch (failure) {
            case NotSslRecordException _ -> "it does not speak TLS";
            case SslHandshakeTimeoutException _ -> "it did not finish the handshake in time";
            default -> certificateProblem(failure);
        };
    }

    private static String certificateProblem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedCertificateException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return wording(ALERT_NAME.matcher(String.valueOf(failure.getMessage())).replaceFirst(""));
    }

    // The JDK has no types for these.
    private static String wording(String message) {
        if (message.startsWith("Empty client certificate chain")) {
            return "it presented no certificate";
        }
        if (message.contains("protocol version")) {
            return "it does not offer TLS 1.3";
        }
        String alert = "Received fatal alert: ";
        return message.startsWith(alert)
                ? "it refused us with the alert " + LogText.of(message.substring(alert.length()))
                : LogText.of(message);
    }
}
