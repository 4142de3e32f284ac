// caught by: DestinationTest.everyMethodHasItsServers
// symptom: two of three servers have nothing to do
// in: Destination
static Destination of(String method) {
    return switch (method) {
        case "log.v1.Log/Produce",
                "log.v1.Log/ProduceStream",
                "log.v1.Log/Consume",
                "log.v1.Log/ConsumeStream",
                "log.v1.Log/GetOffsets",
                "cluster.v1.Cluster/SavePosition",
                "cluster.v1.Cluster/GetPosition" ->
                LEADER;
        default -> ANYONE;
    };
}
