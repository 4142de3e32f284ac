package proglog.console;

import java.util.List;
import java.util.Map;

/// What nodes say in tests.
final class Statuses {

    private Statuses() {}

    static NodeStatus leader(String name, long term, Map<String, Long> lag) {
        return status(name, "leader", term, 10, lag);
    }

    static NodeStatus follower(String name, long term, long commit) {
        return status(name, "follower", term, commit, Map.of());
    }

    private static NodeStatus status(
            String name, String role, long term, long commit, Map<String, Long> lag) {
        return new NodeStatus(
                name,
                name + ":8403",
                role,
                term,
                "a",
                commit,
                commit,
                commit,
                3,
                1,
                commit,
                lag,
                List.of(new NodeStatus.Segment(1, commit + 1, 100)),
                new NodeStatus.Pace(1, 2, 3, 0.004, 0.005));
    }
}
