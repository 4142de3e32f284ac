package proglog.observability;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once that a collector cannot be reached, and once that it can again. For many threads.
final class ExportWatch {

    private static final Logger logger = LoggerFactory.getLogger(ExportWatch.class);

    private final String what;
    private final String endpoint;
    private final AtomicBoolean failing = new AtomicBoolean();

    ExportWatch(String what, String endpoint) {
        this.what = what;
        this.endpoint = endpoint;
    }

    CompletableResultCode watch(CompletableResultCode export) {
        return export.whenComplete(() -> {
            if (export.isSuccess()) {
                succeeded();
            } else {
                failed(export.getFailureThrowable());
            }
        });
    }

    private void succeeded() {
        if (failing.compareAndSet(true, false)) {
            logger.info("{} are sent to {} again", what, endpoint);
        }
    }

    private void failed(@Nullable Throwable cause) {
        if (failing.compareAndSet(false, true)) {
            logger.warn(
                    "{} cannot be sent to {}{}: some are lost until it answers",
                    what,
                    endpoint,
                    cause == null ? "" : " (" + cause + ")");
        }
    }
}
