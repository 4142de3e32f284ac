package proglog.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What became of each append. For one thread only.
final class Appended {

    private final Evidence evidence;
    private final Map<ValueId, Integer> places = new HashMap<>(); // where a value is first
    private final List<String> repeated = new ArrayList<>();

    private Appended(Evidence evidence) {
        this.evidence = evidence;
    }

    /// Finds the place of each value.
    static Appended of(Evidence evidence) {
        Appended appended = new Appended(evidence);
        List<FinalLog.Entry> entries = evidence.log().entries();
        for (int offset = 0; offset < entries.size(); offset++) {
            int here = offset;
            entries.get(offset).id().ifPresent(id -> appended.put(id, here));
        }
        return appended;
    }

    private void put(ValueId id, int offset) {
        Integer first = places.putIfAbsent(id, offset);
        if (first != null) {
            repeated.add("%s is at %d and again at %d".formatted(id, first, offset));
        }
    }

    /// Acknowledged values that are not where the acknowledgement said.
    List<String> lost() {
        List<String> broken = new ArrayList<>();
        for (Operation.Append append : evidence.appends()) {
            if (append.outcome() instanceof Operation.Outcome.Acknowledged(long offset, var _)) {
                for (int i = 0; i < append.size(); i++) {
                    if (!evidence.log().has(append.id(i), offset + i)) {
                        broken.add(
                                "%s: at %d is %s"
                                        .formatted(
                                                append, offset + i, evidence.log().at(offset + i)));
                    }
                }
            }
        }
        return broken;
    }

    /// Records that no writer has sent.
    List<String> invented() {
        Map<ValueId, Operation.Append> sent = new HashMap<>();
        evidence.appends().forEach(append -> sent.put(append.id(0), append));
        List<String> broken = new ArrayList<>();
        List<FinalLog.Entry> entries = evidence.log().entries();
        for (int offset = 0; offset < entries.size(); offset++) {
            boolean known = entries.get(offset).id().filter(id -> isSent(id, sent)).isPresent();
            if (!known) {
                broken.add("at %d is %s".formatted(offset, evidence.log().at(offset)));
            }
        }
        return broken;
    }

    private static boolean isSent(ValueId id, Map<ValueId, Operation.Append> sent) {
        Operation.Append append = sent.get(new ValueId(id.writer(), id.operation(), 0));
        return append != null && id.index() < append.size();
    }

    /// Values that are there twice, whether their append was repeated, unknown, or neither.
    List<String> repeated() {
        return repeated;
    }

    /// Batches of which a part is there, or whose values are not in a row.
    List<String> torn() {
        List<String> broken = new ArrayList<>();
        for (Operation.Append append : evidence.appends()) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < append.size(); i++) {
                Integer place = places.get(append.id(i));
                if (place != null) {
                    found.add(place - i);
                }
            }
            if (!found.isEmpty()
                    && (found.size() != append.size() || found.stream().distinct().count() > 1)) {
                broken.add("%s: %d of its values are there".formatted(append, found.size()));
            }
        }
        return broken;
    }

    /// Appends that happened although the cluster said they had not.
    List<String> refusedButThere() {
        return evidence.appends().stream()
                .filter(append -> append.outcome() instanceof Operation.Outcome.Refused)
                .filter(append -> places.containsKey(append.id(0)))
                .map(append -> "%s: is at %d".formatted(append, places.get(append.id(0))))
                .toList();
    }
}
