// caught by: AddressesTest.clientsMayReachItElsewhere
// symptom: behind a load balancer the first call of a client succeeds, the next one goes to a name that only the nodes know
// in: Addresses
ClusterNode self() {
    String host = host();
    return new ClusterNode(
            settings.text(Setting.NODE_NAME),
            host + ":" + settings.port(Setting.RAFT_PORT),
            host + ":" + settings.port(Setting.RPC_PORT));
}
