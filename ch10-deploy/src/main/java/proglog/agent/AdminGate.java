package proglog.agent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Task;
import proglog.http.Filter;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;
import proglog.security.Action;
import proglog.security.Authorizer;
import proglog.security.LogText;
import proglog.security.Subject;

/// Who may ask what on the admin port. Immutable, for many threads.
///
/// Health and metrics are for everybody when the node is told so. Everything else is for who is on
/// the machine already, and for who shows a client's certificate that the access list allows it: to
/// change is to produce, to see records is to consume, the rest is to inspect.
///
/// A browser on the machine is a special case: any page on the web can have it send requests there.
/// So a request in plaintext must name this machine as its host, which a page that had its own name
/// resolved to 127.0.0.1 cannot, and one that changes something must not come from another page.
final class AdminGate implements Filter {

    private static final Logger audit = LoggerFactory.getLogger("proglog.audit");
    private static final Set<String> OPEN = Set.of("/health/live", "/health/ready", "/metrics");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> INSPECTING =
            List.of("/health/live", "/health/ready", "/metrics", "/traces");
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Authorizer rules;
    private final boolean isOpen;

    /// Asks `rules`; lets everybody see health and metrics if it `isOpen`.
    AdminGate(Authorizer rules, boolean isOpen) {
        this.rules = rules;
        this.isOpen = isOpen;
    }

    @Override
    public Response apply(Request request, Handler next) {
        Optional<String> refusal = refusal(request);
        if (refusal.isEmpty()) {
            return next.handle(request);
        }
        audit.info(
                "denied method={} path=\"{}\" peer={} reason=\"{}\"",
                LogText.of(request.method()),
                LogText.of(request.path()),
                request.caller().address(),
                LogText.of(refusal.get()));
        return Response.error(403, refusal.get());
    }

    /// Why `request` may not pass, if it may not.
    @Task("10.2")
    Optional<String> refusal(Request request) {
        if (isOpen && OPEN.contains(request.path()) && READING.contains(request.method())) {
            return Optional.empty();
        }
        if (request.caller().certificate().isPresent()) {
            return refusalOfSubject(request);
        }
        if (!request.caller().isLocal()) {
            return Optional.of("from elsewhere this needs TLS and a client's certificate");
        }
        return refusalOfBrowser(request);
    }

    private Optional<String> refusalOfSubject(Request request) {
        Optional<Subject> subject = request.caller().certificate().flatMap(Subject::of);
        if (subject.isEmpty()) {
            return Optional.of("the certificate does not name exactly one subject");
        }
        Action action = action(request);
        return rules.permits(subject.get(), Authorizer.EVERYTHING, action)
                ? Optional.empty()
                : Optional.of(
                        "%s is not permitted to %s".formatted(subject.get(), action.policyName()));
    }

    private static Action action(Request request) {
        if (!READING.contains(request.method())) {
            return Action.PRODUCE;
        }
        return INSPECTING.contains(request.path()) ? Action.INSPECT : Action.CONSUME;
    }

    private static Optional<String> refusalOfBrowser(Request request) {
        String host = request.header("host");
        if (!LOCAL_NAMES.contains(withoutPort(host))) {
            return Optional.of("from this machine this needs the host localhost or 127.0.0.1");
        }
        String origin = request.header("origin");
        boolean isOwnPage =
                origin.isEmpty() || origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
        // The console looks more closely: a page of another node's may go on with this one.
        boolean isConsole = request.path().startsWith("/console/");
        boolean isAsked = READING.contains(request.method()) || isOwnPage || isConsole;
        return isAsked ? Optional.empty() : Optional.of("another page may not do this");
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }
}
