package proglog.examples.onevalue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import proglog.discovery.Membership;
import proglog.discovery.MembershipEvent;

/// Whether anybody else is there.
final class Company {

    private Company() {}

    /// Waits until `membership` knows of another member; says whether that was so within
    /// `patience`.
    static boolean await(Membership membership, Duration patience) throws InterruptedException {
        CountDownLatch met = new CountDownLatch(1);
        try (Membership.Registration _ =
                membership.listen(event -> {
                    if (event instanceof MembershipEvent.Joined) {
                        met.countDown();
                    }
                })) {
            return met.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
