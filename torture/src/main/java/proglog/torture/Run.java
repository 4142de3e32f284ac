package proglog.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// A whole run: a cluster, clients, fault after fault, and in the end the reading of every log. For
/// one thread only.
final class Run {

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int LAST_WRITER = 999; // odd: with an id

    private final Settings settings;
    private final Schedule schedule;
    private final Cluster cluster;
    private final Load load;
    private final Progress progress;
    private final Watch watch;
    private final Findings findings;
    private final List<Done> done = new ArrayList<>();

    private Run(
            Settings settings, Schedule schedule, Cluster cluster, Load load, Progress progress) {
        this.settings = settings;
        this.schedule = schedule;
        this.cluster = cluster;
        this.load = load;
        this.progress = progress;
        this.watch = new Watch(cluster, load);
        this.findings = new Findings(cluster, load.history());
    }

    /// Does it all; what is left of it is in `directory`.
    static Report of(Settings settings, Path directory, Machine machine, Progress progress)
            throws IOException, InterruptedException {
        Schedule schedule =
                Schedule.of(
                        settings.seed(), FaultKind.possibleWith(machine.can()), settings.pace());
        Instant began = Instant.now();
        try (Cluster cluster = Cluster.prepare(settings, directory, machine);
                MutualTls tls = MutualTls.open(TlsFiles.in(cluster.certificates(), "root"));
                Links links = Links.open(cluster.all(), tls.client());
                History history = History.open(directory.resolve("history.log"))) {
            Load load = new Load(links, history);
            Run run = new Run(settings, schedule, cluster, load, progress);
            run.perform();
            return Report.of(settings, machine, began, history, run.done, run.findings.all());
        }
    }

    private void perform() throws IOException, InterruptedException {
        progress.show("starting %d nodes".formatted(settings.nodes()));
        for (Node node : cluster.voters()) {
            node.start();
        }
        try (Clients clients =
                Clients.start(load, settings.seed(), settings.faults().isPresent() ? 2 : 5)) {
            boolean goesOn = isWell("the start");
            while (goesOn && !isOver()) {
                goesOn = next(schedule.next());
            }
            progress.show("reading every log");
            clients.finish();
            clients.failures()
                    .forEach(failure ->
                            findings.add("clients know every answer", String.valueOf(failure)));
        }
        if (load.acknowledged() > 0) {
            check();
        }
    }

    private boolean isOver() {
        return settings.faults()
                .map(faults -> done.size() >= faults)
                .orElse(load.history().now() >= settings.time().toNanos());
    }

    private boolean next(Fault fault) throws IOException, InterruptedException {
        watch.awaitAppends(fault.before(), BETWEEN);
        progress.show("fault " + fault);
        load.history().note("fault " + fault);
        long start = load.history().now();
        new Injector(cluster, watch, findings).inject(fault);
        load.history().note("healed " + fault.number());
        boolean goesOn = isWell("fault " + fault);
        done.add(new Done(fault, start, load.history().now()));
        return goesOn;
    }

    /// Whether all nodes are up again, appends are acknowledged again, and every node has them.
    private boolean isWell(String after) throws IOException, InterruptedException {
        if (!watch.awaitAppends(2, settings.patience())) {
            findings.add("appends go on when all is well", "not after " + after);
            findings.dumpThreads();
            return false;
        }
        for (Node node : cluster.voters()) {
            if (!watch.awaitCaughtUp(node, settings.patience())) {
                String state = node.isRunning() ? "is behind" : "has ended";
                findings.add(
                        "every node catches up",
                        "%s %s after %s".formatted(node.name(), state, after));
                findings.dumpThreads();
                return false;
            }
        }
        return true;
    }

    private void check() throws IOException, InterruptedException {
        cluster.spare().kill();
        Operation.Append last = Writer.of(LAST_WRITER, settings.seed(), load).append(0, 1);
        if (!(last.outcome() instanceof Operation.Outcome.Acknowledged(long offset, var _))) {
            findings.add("appends go on when all is well", "not at the end: " + last);
            return;
        }
        for (Node node : cluster.voters()) {
            watch.awaitCaughtUp(node, settings.patience());
        }
        Map<String, Long> lengths = watch.lengths();
        Optional<FinalLog> log = Optional.empty();
        for (Node node : cluster.voters()) {
            long length = lengths.getOrDefault(node.name(), offset + 1);
            FinalLog read = FinalReading.of(node, length, load, findings);
            log = Optional.of(log.orElse(read));
        }
        History history = load.history();
        Checker.check(
                        new Evidence(
                                history.appends(),
                                history.reads(),
                                log.orElseThrow(),
                                lengths,
                                load.sightings().differences(),
                                load.sightings().next()))
                .forEach(broken -> findings.add(broken.promise(), broken.evidence()));
    }
}
