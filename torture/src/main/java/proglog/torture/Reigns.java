package proglog.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who acknowledged in which term.
final class Reigns {

    private Reigns() {}

    /// The terms in which more than one node acknowledged.
    static List<String> shared(Evidence evidence) {
        Map<Long, String> leaders = new HashMap<>();
        List<String> broken = new ArrayList<>();
        for (Operation.Append append : evidence.appends()) {
            if (append.outcome() instanceof Operation.Outcome.Acknowledged(long _, var reign)) {
                reign.ifPresent(now -> {
                    String first = leaders.putIfAbsent(now.term(), now.leader());
                    if (first != null && !first.equals(now.leader())) {
                        broken.add(
                                "in term %d both %s and %s: %s"
                                        .formatted(now.term(), first, now.leader(), append));
                    }
                });
            }
        }
        return broken;
    }
}
