package proglog.security;

import io.grpc.Grpc;
import io.grpc.ServerCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for each decision to deny, on the logger `proglog.audit`; none is dropped.
///
/// What came from outside is quoted, escaped and cut: a line is one line, whoever called.
final class AuditLog {

    private static final Logger logger = LoggerFactory.getLogger("proglog.audit");

    private AuditLog() {}

    /// `call` was refused before it was known who calls.
    static void unauthenticated(ServerCall<?, ?> call, String reason) {
        logger.info(
                "unauthenticated reason=\"{}\" method=\"{}\" peer={}",
                LogText.of(reason),
                method(call),
                peer(call));
    }

    /// `subject` was refused `actions`.
    static void denied(ServerCall<?, ?> call, Subject subject, String actions) {
        logger.info(
                "denied subject=\"{}\" action={} object={} method=\"{}\" peer={}",
                subject,
                actions,
                Authorizer.EVERYTHING,
                method(call),
                peer(call));
    }

    private static String method(ServerCall<?, ?> call) {
        return LogText.of(call.getMethodDescriptor().getFullMethodName());
    }

    private static String peer(ServerCall<?, ?> call) {
        Object address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return address == null
                ? "unknown"
                : LogText.of(address.toString()).replaceFirst("^[^/]*/", "");
    }
}
