package proglog.observability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import proglog.Task;

/// Named checks, and whether all of them hold.
///
/// There are two questions, and what asks them acts differently on a no. *Live*: is the process
/// worth keeping? It is restarted when not, so only what a restart repairs belongs there. *Ready*:
/// should it get requests now? It gets none until it is again; what must hold for live must hold
/// for this, too. A process is not ready before [#started()] and after [#stopping()].
///
/// For many threads. Every answer comes within `patience`: a check that takes longer counts as one
/// that fails.
public final class Health {

    /// Below the second that Kubernetes waits for a probe.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Duration patience;
    private final List<CheckRunner> live = new CopyOnWriteArrayList<>();
    private final List<CheckRunner> ready = new CopyOnWriteArrayList<>();
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
    private volatile String phase = "starting"; // empty while it serves
    private boolean told; // guarded by listeners: what the listeners know

    /// No checks yet, and not ready.
    public Health() {
        this(PATIENCE);
    }

    /// No checks yet, each of which may take `patience`.
    public Health(Duration patience) {
        this.patience = patience;
    }

    /// Adds a check without which the process should be restarted.
    public Health addLive(String name, HealthCheck check) {
        CheckRunner runner = new CheckRunner(name, check);
        live.add(runner);
        ready.add(runner);
        return this;
    }

    /// Adds a check without which the process should get no requests.
    public Health addReady(String name, HealthCheck check) {
        ready.add(new CheckRunner(name, check));
        return this;
    }

    /// Says that all is up: ready, once the checks hold.
    public void started() {
        phase = "";
        var _ = ready();
    }

    /// Says that the end has begun: not ready any more, for good.
    public void stopping() {
        phase = "stopping";
        tell(false);
    }

    /// Runs the checks of a live process.
    public HealthReport live() {
        return run(live);
    }

    /// Runs all checks.
    @Task("6.5")
    public HealthReport ready() {
        List<HealthReport.Finding> findings = new ArrayList<>(run(ready).checks());
        findings.addFirst(new HealthReport.Finding("server", phase));
        HealthReport report = new HealthReport(findings);
        tell(report.holds());
        return report;
    }

    /// Has `listener` told whether it is ready: now, and whenever [#ready()] finds a change.
    public void listen(Consumer<Boolean> listener) {
        synchronized (listeners) {
            listeners.add(listener);
            listener.accept(told);
        }
    }

    private HealthReport run(List<CheckRunner> checks) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<CheckRunner> all = List.copyOf(checks);
        all.forEach(CheckRunner::begin);
        return new HealthReport(all.stream().map(each -> each.await(deadline, patience)).toList());
    }

    @Task("6.5")
    private void tell(boolean isReady) {
        synchronized (listeners) {
            if (isReady != told && (phase.isEmpty() || !isReady)) {
                told = isReady;
                listeners.forEach(listener -> listener.accept(isReady));
            }
        }
    }
}
