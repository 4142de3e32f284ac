// caught by: ClusterProbeTest.waitsUntilTheNodeKnowsWhoLeadsAndNotOnlyWhere
// symptom: right after a start it is sometimes said that '127.0.0.1:8412 leads', and a moment later that node-1 does
// in: ClusterProbe
static Optional<String> leader(List<Server> servers, String self, int voters) {
    boolean takesPart = servers.stream().anyMatch(each -> each.getId().equals(self));
    return takesPart && servers.size() >= voters
            ? servers.stream().filter(Server::getIsLeader).findAny().map(Server::getId)
            : Optional.empty();
}
