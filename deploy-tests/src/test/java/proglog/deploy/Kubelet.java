package proglog.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// Asks the probes of one container: says whether it is ready, and starts it again when it has
/// ended or is not alive. For many threads.
final class Kubelet implements AutoCloseable {

    private final Box box;
    private final Probe startup;
    private final Probe readiness;
    private final Probe liveness;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("kubelet").unstarted(this::run);
    private volatile boolean isReady; // this and the next are written by the thread that asks
    private volatile Instant readySince = Instant.MAX;
    private final AtomicInteger restarts = new AtomicInteger();

    private Kubelet(Box box, JsonNode container) {
        this.box = box;
        this.startup = Probe.of(container.path("startupProbe"), container);
        this.readiness = Probe.of(container.path("readinessProbe"), container);
        this.liveness = Probe.of(container.path("livenessProbe"), container);
    }

    static Kubelet start(Box box, JsonNode container) {
        Kubelet kubelet = new Kubelet(box, container);
        kubelet.thread.start();
        return kubelet;
    }

    boolean isReady() {
        return isReady;
    }

    /// When it became ready, the last time.
    Instant readySince() {
        return readySince;
    }

    /// How often the container was started again.
    int restarts() {
        return restarts.get();
    }

    private void run() {
        try {
            while (isGoingOn(Duration.ZERO)) {
                if (began()) {
                    watch();
                }
                restart();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isGoingOn(Duration pause) throws InterruptedException {
        return !over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean began() throws InterruptedException {
        for (int failed = 0; failed < startup.failures() && box.isRunning(); failed++) {
            if (startup.isAnsweredBy(box)) {
                return true;
            }
            if (!isGoingOn(startup.period())) {
                return true;
            }
        }
        return false;
    }

    // Readiness sets the pace; liveness is asked as often as its own period has passed.
    private void watch() throws InterruptedException {
        int notReady = 0;
        int notAlive = 0;
        long asked = System.nanoTime();
        while (box.isRunning()) {
            notReady = readiness.isAnsweredBy(box) ? 0 : notReady + 1;
            note(notReady == 0 || (isReady && notReady < readiness.failures()));
            if (System.nanoTime() - asked > liveness.period().toNanos()) {
                asked = System.nanoTime();
                notAlive = liveness.isAnsweredBy(box) ? 0 : notAlive + 1;
            }
            if (notAlive >= liveness.failures() || !isGoingOn(readiness.period())) {
                return;
            }
        }
    }

    private void note(boolean ready) {
        if (ready && !isReady) {
            readySince = Instant.now();
        }
        isReady = ready;
    }

    private void restart() throws InterruptedException {
        isReady = false;
        if (!isGoingOn(Duration.ZERO)) {
            return;
        }
        restarts.incrementAndGet();
        if (box.isRunning()) {
            box.kill();
        }
        box.start();
    }

    /// Stops asking.
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
