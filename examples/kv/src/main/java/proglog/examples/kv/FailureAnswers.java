package proglog.examples.kv;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OutcomeUnknownException;
import proglog.http.Filter;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// Turns the ways in which agreement fails into answers. Immutable.
final class FailureAnswers implements Filter {

    private static final Logger logger = LoggerFactory.getLogger(FailureAnswers.class);

    @Override
    public Response apply(Request request, Handler next) {
        try {
            return next.handle(request);
        } catch (CommitLogException failure) {
            logger.warn("{} failed: {}", request.method(), failure.getMessage());
            return answer(failure);
        }
    }

    private static Response answer(CommitLogException failure) {
        return switch (failure) {
            case LogUnavailableException _ ->
                    Response.error(503, "no leader answers; nothing was changed");
            case OutcomeUnknownException _ ->
                    Response.error(504, "it is not known whether the change was made");
            case OffsetOutOfRangeException _, CorruptLogException _ ->
                    Response.error(500, "the store is damaged");
        };
    }
}
