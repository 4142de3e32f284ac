package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import proglog.bench.others.Contender;
import proglog.bench.others.Facts;
import proglog.bench.others.Others;
import proglog.bench.others.Software;

/// One run of ours against the others: starts them all, has them take turns at each load, ends
/// them.
///
/// @param directory where the files go
/// @param scale how much is measured
/// @param loads their names
/// @param systems the others' names
/// @param progress hears of each load
record CompareRun(
        Path directory, Scale scale, List<String> loads, List<String> systems, Progress progress) {

    private static final long DISK_BYTES = 24L << 30; // all systems, three copies each

    CompareReport run() throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.create(directory, DISK_BYTES)) {
            Machine machine = Machine.here(directory);
            String commit = Commit.current();
            progress.show("starting", 0, loads.size());
            try (Ours ours = Ours.start(scratch.next());
                    Others others =
                            Others.start(Software.here(), scratch.next(), Set.copyOf(systems))) {
                List<Contender> all = new ArrayList<>();
                all.add(ours);
                all.addAll(others.contenders());
                return compare(scratch, all, new LinkedHashMap<>(others.absent()), commit, machine);
            }
        } finally {
            progress.clear();
        }
    }

    private CompareReport compare(
            Scratch scratch,
            List<Contender> contenders,
            Map<String, String> absent,
            String commit,
            Machine machine)
            throws IOException, InterruptedException {
        List<CompareReport.Entrant> entrants = new ArrayList<>();
        for (Contender each : contenders) {
            entrants.add(entrant(each, scratch.next()));
        }
        List<Comparison> comparisons = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, Load> load : Load.all().entrySet()) {
            if (loads.contains(load.getKey())) {
                progress.show(load.getKey(), ++number, loads.size());
                Contest contest = new Contest(contenders, load.getValue(), scale);
                comparisons.addAll(contest.run());
                contest.failures()
                        .forEach((name, why) -> absent.put(name + " " + load.getKey(), why));
            }
        }
        return CompareReport.of(scale, commit, machine, entrants, absent, comparisons);
    }

    private static CompareReport.Entrant entrant(Contender contender, Path directory)
            throws IOException, InterruptedException {
        Facts facts = contender.facts();
        return new CompareReport.Entrant(
                facts.name(),
                facts.version(),
                facts.settings(),
                facts.isSynced(),
                facts.synced(),
                SyncCalls.perAppend(contender, Workload.noise(Workload.RECORD_BYTES), directory));
    }
}
