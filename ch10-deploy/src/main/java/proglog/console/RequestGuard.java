package proglog.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import proglog.http.Filter;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// Lets only pages of this cluster's own consoles ask, whatever page is open in the same browser.
///
/// Two attacks: a foreign page sends a request to this address (it has a foreign `Origin`), or the
/// name it came from suddenly means this address (then it has a foreign `Host`). Who is no browser
/// sends no `Origin` and may ask. For many threads.
final class RequestGuard implements Filter {

    private static final Pattern ORIGIN = Pattern.compile("https?://([^/]+)");
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9A-Fa-f:.]+]");

    private final Consoles consoles;

    RequestGuard(Consoles consoles) {
        this.consoles = consoles;
    }

    @Override
    public Response apply(Request request, Handler next) {
        String host = request.header("host");
        if (!isOurs(Consoles.host(host))) {
            return Response.error(421, "this console is not called that");
        }
        String origin = request.header("origin");
        if (origin.isEmpty()) {
            return isForeign(request.header("sec-fetch-site")) ? refusal() : next.handle(request);
        }
        Optional<String> page = address(origin);
        if (page.isEmpty()) {
            return refusal();
        }
        if (page.get().equalsIgnoreCase(host)) {
            return next.handle(request);
        }
        return consoles.isOneAt(page.get()) ? shared(request, next, origin) : refusal();
    }

    // An address that is no name cannot be made to mean another host.
    private boolean isOurs(String host) {
        return LITERAL.matcher(host).matches()
                || host.equalsIgnoreCase("localhost")
                || consoles.isOneOn(host);
    }

    // A person who types the address, or follows a link to the page, is none.
    private static boolean isForeign(String site) {
        return site.equals("cross-site") || site.equals("same-site");
    }

    private static Optional<String> address(String origin) {
        Matcher matcher = ORIGIN.matcher(origin);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String address = matcher.group(1);
        if (Consoles.host(address).length() < address.length()) {
            return Optional.of(address);
        }
        return Optional.of(address + (origin.startsWith("https") ? ":443" : ":80"));
    }

    private static Response refusal() {
        return Response.error(403, "only pages of this cluster's consoles may ask");
    }

    /// A page of another console, which may be gone, goes on with this one.
    private static Response shared(Request request, Handler next, String origin) {
        Response answer =
                request.method().equals("OPTIONS")
                        ? Response.empty(204)
                                .with("access-control-allow-methods", "GET, POST")
                                .with("access-control-allow-headers", "content-type")
                                .with("access-control-max-age", "600")
                        : next.handle(request);
        return answer.with("access-control-allow-origin", origin)
                .with("access-control-allow-credentials", "true")
                .with("vary", "origin");
    }
}
