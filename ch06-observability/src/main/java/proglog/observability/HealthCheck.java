package proglog.observability;

import java.io.IOException;
import java.util.Optional;

/// One thing that must hold, such as that the log takes writes.
@FunctionalInterface
public interface HealthCheck {

    /// Why it does not hold, in words for an operator; empty when it holds.
    ///
    /// Runs on a virtual thread of its own, never twice at a time, and is interrupted when it takes
    /// too long. A log's or an I/O failure that is thrown counts as the reason.
    Optional<String> problem() throws IOException, InterruptedException;
}
