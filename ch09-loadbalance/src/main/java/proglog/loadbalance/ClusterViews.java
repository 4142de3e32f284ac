package proglog.loadbalance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import proglog.Task;

/// What each server says of the cluster, and which of them is right. For one thread at a time.
final class ClusterViews {

    private final Map<String, ClusterView> views = new LinkedHashMap<>(); // the last was heard last

    /// What is best known, and who says so.
    record Best(String address, ClusterView view) {

        /// Whether the one who says so is one of those it names.
        boolean isOfAMember() {
            return view.addresses().contains(address);
        }
    }

    /// The server at `address` says so now.
    void heard(String address, ClusterView view) {
        views.remove(address);
        views.put(address, view);
    }

    /// Nothing is heard from `address` any more: what it said is as good as not said.
    void lost(String address) {
        views.remove(address);
    }

    boolean isHeard(String address) {
        return views.containsKey(address);
    }

    boolean isEmpty() {
        return views.isEmpty();
    }

    /// The one to go by: who knows a leader knows more than who knows none, a later reign has ended
    /// an earlier one, and of equals the one that was heard last is right.
    @Task("9.1")
    Optional<Best> best() {
        Optional<Best> best = Optional.empty();
        for (Map.Entry<String, ClusterView> next : views.entrySet()) {
            if (best.isEmpty() || !isOutdated(next.getValue(), best.get().view())) {
                best = Optional.of(new Best(next.getKey(), next.getValue()));
            }
        }
        return best;
    }

    private static boolean isOutdated(ClusterView view, ClusterView other) {
        return view.hasLeader() == other.hasLeader()
                ? view.term() < other.term()
                : other.hasLeader();
    }
}
