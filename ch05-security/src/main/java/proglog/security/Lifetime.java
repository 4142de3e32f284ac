package proglog.security;

import java.time.Duration;
import java.time.Instant;

/// When a certificate is valid.
record Lifetime(Instant from, Instant until) {

    // Other machines' clocks may be a little behind the one that made the certificate.
    private static final Duration SKEW = Duration.ofMinutes(5);

    static Lifetime startingAt(Instant now, Duration length) {
        return new Lifetime(now.minus(SKEW), now.plus(length));
    }
}
