package proglog.torture;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a run came to. Immutable; its components are its JSON.
///
/// @param verdict `passed` or `FAILED`
/// @param seed what to say again to get the same faults
/// @param engine which engine nodes ran
/// @param nodes how many
/// @param began when, to the second
/// @param seconds how long it took
/// @param machine cores and system
/// @param leftOut which faults this machine cannot do, and why
/// @param faults by kind, in words
/// @param operations by what came of them
/// @param records how many were acknowledged
/// @param terms in how many terms appends were acknowledged
/// @param longestGapMillis the longest time without an acknowledged append, in the whole run
/// @param violations which promises were broken
record Report(
        String verdict,
        long seed,
        String engine,
        int nodes,
        Instant began,
        long seconds,
        String machine,
        List<String> leftOut,
        Map<String, Kind> faults,
        Map<String, Long> operations,
        long records,
        long terms,
        long longestGapMillis,
        List<Violation> violations) {

    /// What came of one kind of faults. Immutable.
    ///
    /// @param count how many there were
    /// @param longestGapMillis the longest time without an acknowledged append around one
    /// @param longestRecoveryMillis from the begin of one, its duration included, until all nodes
    ///   had everything again
    record Kind(int count, long longestGapMillis, long longestRecoveryMillis) {

        private Kind and(Kind other) {
            return new Kind(
                    count + other.count,
                    Math.max(longestGapMillis, other.longestGapMillis),
                    Math.max(longestRecoveryMillis, other.longestRecoveryMillis));
        }
    }

    /// Copies everything.
    Report {
        leftOut = List.copyOf(leftOut);
        violations = List.copyOf(violations);
    }

    static Report of(
            Settings settings,
            Machine machine,
            Instant began,
            History history,
            List<Done> done,
            List<Violation> violations) {
        Gaps gaps = Gaps.of(history.appends());
        return new Report(
                violations.isEmpty() ? "passed" : "FAILED",
                settings.seed(),
                settings.engine(),
                settings.nodes(),
                began.truncatedTo(ChronoUnit.SECONDS),
                Duration.ofNanos(history.now()).toSeconds(),
                describeMachine(),
                machine.lacks(),
                byKind(done, gaps),
                operations(history),
                records(history.appends()),
                terms(history.appends()),
                gaps.longest().toMillis(),
                violations);
    }

    private static String describeMachine() {
        return "%d cores, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"));
    }

    private static Map<String, Kind> byKind(List<Done> done, Gaps gaps) {
        Map<String, Kind> kinds = new TreeMap<>();
        for (Done one : done) {
            Kind kind =
                    new Kind(
                            1,
                            gaps.longest(one.start(), one.end()).toMillis(),
                            Duration.ofNanos(one.end() - one.start()).toMillis());
            kinds.merge(one.fault().kind().words(), kind, Kind::and);
        }
        return kinds;
    }

    private static Map<String, Long> operations(History history) {
        Map<String, Long> counts = new TreeMap<>(count(history.appends(), Report::outcome));
        counts.putAll(count(history.reads(), Report::answer));
        counts.put(
                "attempts to append",
                history.appends().stream().mapToLong(Operation.Append::attempts).sum());
        return counts;
    }

    private static <T> Map<String, Long> count(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.groupingBy(name, Collectors.counting()));
    }

    private static String outcome(Operation.Append append) {
        return switch (append.outcome()) {
            case Operation.Outcome.Acknowledged _ -> "appends acknowledged";
            case Operation.Outcome.Unknown _ -> "appends unknown";
            case Operation.Outcome.Refused _ -> "appends refused";
        };
    }

    private static String answer(Operation.Read read) {
        return switch (read.answer()) {
            case FOUND -> "linearizable reads found";
            case MISSING -> "linearizable reads missing";
            case NONE -> "linearizable reads without an answer";
        };
    }

    private static long records(List<Operation.Append> appends) {
        return appends.stream()
                .filter(append -> append.outcome() instanceof Operation.Outcome.Acknowledged)
                .mapToLong(Operation.Append::size)
                .sum();
    }

    private static long terms(List<Operation.Append> appends) {
        return appends.stream()
                .map(Operation.Append::outcome)
                .filter(Operation.Outcome.Acknowledged.class::isInstance)
                .map(Operation.Outcome.Acknowledged.class::cast)
                .flatMap(acknowledged -> acknowledged.reign().stream())
                .map(Operation.Reign::term)
                .distinct()
                .count();
    }

    boolean passed() {
        return violations.isEmpty();
    }
}
