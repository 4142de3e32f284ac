package proglog.http;

/// Stands before a handler: may look at what comes and goes, change it, or answer itself.
///
/// For many threads.
@FunctionalInterface
public interface Filter {

    /// The answer to `request`, usually `next.handle(request)`.
    Response apply(Request request, Handler next);

    /// `handler` behind this filter.
    default Handler before(Handler handler) {
        return request -> apply(request, handler);
    }
}
