package proglog.examples.kv;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Bytes;
import proglog.http.Filter;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// A line in the log for each request: method, path, status, how long it took. Immutable.
final class RequestLog implements Filter {

    private static final Logger logger = LoggerFactory.getLogger(RequestLog.class);

    @Override
    public Response apply(Request request, Handler next) {
        long begin = System.nanoTime();
        Response answer = next.handle(request);
        double millis = (System.nanoTime() - begin) / 1e6;
        // A stranger's text: as Bytes it is printed on one line, whatever is in it.
        logger.info(
                "{} {} {} in {} ms",
                Bytes.utf8(request.method()),
                Bytes.utf8(request.path()),
                answer.status(),
                String.format(Locale.ROOT, "%.1f", millis));
        return answer;
    }
}
