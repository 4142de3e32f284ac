package proglog.torture;

import java.util.ArrayList;
import java.util.List;

/// Proves from what clients saw, and from the logs in the end, that the cluster kept its promises.
/// Or finds which it broke.
final class Checker {

    /// So many findings of one kind tell as much as more would.
    private static final int ENOUGH = 10;

    private final List<Violation> found = new ArrayList<>();

    private Checker() {}

    /// What was broken; empty when nothing was.
    static List<Violation> check(Evidence evidence) {
        Checker checker = new Checker();
        checker.keep("the same record at the same offset everywhere", evidence.differences());
        checker.keep("every node has the whole log", Agreement.lengths(evidence));
        checker.keep("what was read once stays", Agreement.unread(evidence));
        checker.keep("append times never go back", Agreement.times(evidence.log()));
        Appended appended = Appended.of(evidence);
        checker.keep("no acknowledged record is lost", appended.lost());
        checker.keep("no value nobody sent", appended.invented());
        checker.keep("no append happens twice", appended.repeated());
        checker.keep("a batch stays together, or does not happen", appended.torn());
        checker.keep("what was refused has not happened", appended.refusedButThere());
        checker.keep(
                "appends keep the order in which clients saw them end", Order.broken(evidence));
        checker.keep("no stale answer where a linearizable one was asked", Order.stale(evidence));
        checker.keep("one leader a term", Reigns.shared(evidence));
        return List.copyOf(checker.found);
    }

    private void keep(String promise, List<String> broken) {
        broken.stream().limit(ENOUGH).forEach(one -> found.add(new Violation(promise, one)));
        if (broken.size() > ENOUGH) {
            found.add(new Violation(promise, "and %d more".formatted(broken.size() - ENOUGH)));
        }
    }
}
