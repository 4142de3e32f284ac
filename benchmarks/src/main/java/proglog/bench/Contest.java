package proglog.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import proglog.bench.others.Contender;

/// One load on all systems in turns, so that what disturbs one disturbs the others as well. For one
/// thread only.
///
/// Who goes first rotates. Before each turn the file system writes what it still has in memory:
/// nobody pays for what another one did not sync. A system that fails is out, except ours: then
/// nothing can be compared.
final class Contest {

    private static final int FEWEST = 3;
    private static final int FEWEST_TO_WARM_UP = 2;
    private static final int WARM_UP_SHARE = 3;

    private final List<Contender> contenders; // ours first
    private final Load load;
    private final Scale scale;
    private final Map<String, List<double[]>> rounds = new LinkedHashMap<>(); // by system
    private final Map<String, String> failures = new LinkedHashMap<>(); // by system

    Contest(List<Contender> contenders, Load load, Scale scale) {
        this.contenders = contenders;
        this.load = load;
        this.scale = scale;
    }

    /// Has them all warm up, then takes turns.
    List<Comparison> run() throws IOException, InterruptedException {
        for (Contender each : contenders) {
            attempt(each, (contender, _) -> load.prepare().of(contender, scale));
        }
        switch (load.rounds()) {
            case OFTEN -> {
                warmUp();
                long start = System.nanoTime();
                for (int round = 0; round < scale.rounds() && isTime(round, start); round++) {
                    round(round);
                }
            }
            case SELDOM -> {
                for (int round = 0; round < Math.clamp(scale.rounds() / 7, 1, FEWEST); round++) {
                    round(round);
                }
            }
        }
        return comparisons();
    }

    /// Why a system is out, by its name.
    Map<String, String> failures() {
        return failures;
    }

    private void warmUp() throws IOException, InterruptedException {
        Duration time = scale.patience().dividedBy(WARM_UP_SHARE);
        long start = System.nanoTime();
        for (int round = 0;
                round < FEWEST_TO_WARM_UP || System.nanoTime() - start < time.toNanos();
                round++) {
            round(round);
        }
        rounds.clear();
    }

    private boolean isTime(int round, long start) {
        return round < FEWEST || System.nanoTime() - start < scale.patience().toNanos();
    }

    private void round(int first) throws IOException, InterruptedException {
        for (int i = 0; i < contenders.size(); i++) {
            attempt(
                    contenders.get((first + i) % contenders.size()),
                    (contender, name) ->
                            rounds.computeIfAbsent(name, _ -> new ArrayList<>())
                                    .add(load.measure().of(contender, scale)));
        }
    }

    @FunctionalInterface
    private interface Turn {
        void take(Contender contender, String name) throws IOException, InterruptedException;
    }

    private void attempt(Contender contender, Turn turn) throws IOException, InterruptedException {
        String name = contender.facts().name();
        if (failures.containsKey(name)) {
            return;
        }
        Disk.settle();
        try {
            turn.take(contender, name);
        } catch (IOException failure) {
            if (name.equals(Ours.NAME)) {
                throw failure;
            }
            failures.put(name, String.valueOf(failure.getMessage()));
        }
    }

    private List<Comparison> comparisons() {
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < load.questions().size(); i++) {
            Load.Question question = load.questions().get(i);
            List<Comparison.Result> results = new ArrayList<>();
            for (Contender contender : contenders) {
                String name = contender.facts().name();
                if (!failures.containsKey(name)) {
                    results.add(Comparison.Result.of(name, row(name, i), row(Ours.NAME, i)));
                }
            }
            all.add(
                    new Comparison(
                            question.name(),
                            question.text(),
                            question.unit(),
                            question.isLessBetter(),
                            results));
        }
        return all;
    }

    private List<Double> row(String name, int number) {
        return rounds.getOrDefault(name, List.of()).stream().map(row -> row[number]).toList();
    }
}
