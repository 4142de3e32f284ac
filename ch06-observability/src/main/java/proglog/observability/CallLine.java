package proglog.observability;

import io.grpc.Grpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import proglog.Task;
import proglog.security.LogText;

/// What is logged of one call, once. For many threads.
final class CallLine {

    private static final Logger logger = LoggerFactory.getLogger(RequestLogging.class);
    private static final double NANOS_PER_MILLI = 1e6;

    private final MethodDescriptor<?, ?> method;
    private final String peer;
    private final String subject;
    private final Duration slow;
    private final Context trace = Context.current();
    private final long begun = System.nanoTime();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean isWritten = new AtomicBoolean();

    private CallLine(MethodDescriptor<?, ?> method, String peer, String subject, Duration slow) {
        this.method = method;
        this.peer = peer;
        this.subject = subject;
        this.slow = slow;
    }

    static CallLine begin(ServerCall<?, ?> call, Duration slow) {
        return new CallLine(
                call.getMethodDescriptor(),
                String.valueOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)),
                subject(call),
                slow);
    }

    private static String subject(ServerCall<?, ?> call) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return "-";
        }
        try {
            return LogText.of(session.getPeerPrincipal().getName());
        } catch (SSLPeerUnverifiedException _) {
            return "-"; // a client without a certificate
        }
    }

    void received() {
        received.incrementAndGet();
    }

    void sent() {
        sent.incrementAndGet();
    }

    /// Writes the line, unless it has been written.
    @Task("6.4")
    void write(Status status) {
        if (!isWritten.compareAndSet(false, true)) {
            return;
        }
        long nanos = System.nanoTime() - begun;
        Level level = level(status, nanos);
        if (!logger.isEnabledForLevel(level)) {
            return;
        }
        try (Scope _ = trace.makeCurrent()) { // the thread that closes a call may have another
            String millis = String.format(Locale.ROOT, "%.1f", nanos / NANOS_PER_MILLI);
            logger.atLevel(level)
                    .addKeyValue("rpc.method", method.getFullMethodName())
                    .addKeyValue("rpc.response.status_code", status.getCode())
                    .addKeyValue("duration_ms", millis)
                    .addKeyValue("client.address", peer)
                    .addKeyValue("subject", subject)
                    .addKeyValue("received", received)
                    .addKeyValue("sent", sent)
                    .log(
                            "{} {}{} in {} ms, {} in, {} out, from {} as {}",
                            method.getFullMethodName(),
                            status.getCode(),
                            reason(status),
                            millis,
                            received,
                            sent,
                            peer,
                            subject);
        }
    }

    private static String reason(Status status) {
        String description = status.getDescription();
        return status.isOk() || description == null ? "" : " (" + LogText.of(description) + ")";
    }

    private Level level(Status status, long nanos) {
        if (isServersFault(status.getCode()) || isSlow(nanos)) {
            return Level.WARN;
        }
        boolean isProbe = !method.getFullMethodName().startsWith("log.");
        return isProbe ? Level.DEBUG : Level.INFO;
    }

    private boolean isSlow(long nanos) {
        return method.getType().serverSendsOneMessage() && nanos > slow.toNanos();
    }

    private static boolean isServersFault(Status.Code code) {
        return switch (code) {
            case UNKNOWN, INTERNAL, DATA_LOSS, UNAVAILABLE, ABORTED -> true;
            default -> false;
        };
    }
}
