package proglog.deploy;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How tests wait for containers: until it is so, but not for ever.
final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Patience() {}

    /// Waits until `what`, which ends up in the message when it does not come true.
    static ConditionFactory until(String what) {
        return Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(PAUSE);
    }
}
