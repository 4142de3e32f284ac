package proglog.loadbalance;

import proglog.Task;

/// Who is to take a call.
enum Destination {
    /// What changes something, or must not be late.
    LEADER,
    /// What reads the log, which is the same on all: so that the leader has time to lead.
    FOLLOWER,
    /// The rest.
    ANYONE;

    /// Who is to take a call of `method`, as in `log.v1.Log/Produce`.
    @Task("9.2")
    static Destination of(String method) {
        return switch (method) {
            case "log.v1.Log/Produce",
                    "log.v1.Log/ProduceStream",
                    "cluster.v1.Cluster/SavePosition",
                    "cluster.v1.Cluster/GetPosition" ->
                    LEADER;
            case "log.v1.Log/Consume", "log.v1.Log/ConsumeStream", "log.v1.Log/GetOffsets" ->
                    FOLLOWER;
            default -> ANYONE;
        };
    }
}
