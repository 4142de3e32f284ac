// caught by: ClusterProbeTest.waitsUntilTheNodeKnowsEnoughOfThemAndItself
// symptom: 'up' says that all is well while the third node is still asking for its vote
// in: ClusterProbe
static Optional<String> leader(List<Server> servers, String self, int voters) {
    boolean knowsAll = servers.stream().noneMatch(each -> each.getRpcAddr().isEmpty());
    return knowsAll && servers.size() >= voters
            ? servers.stream().filter(Server::getIsLeader).findAny().map(Server::getId)
            : Optional.empty();
}
