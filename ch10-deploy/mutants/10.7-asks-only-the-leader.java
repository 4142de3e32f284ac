// caught by: ClusterViewTest.keepsWhatANodeSaidLastWhenItIsGone
// symptom: a node that has been dead for an hour is shown as being up to date
// in: ClusterView
private static long lag(
        String name,
        Optional<NodeStatus> status,
        Collection<NodeStatus> answers,
        Optional<NodeStatus> leader) {
    return leader.map(one -> one.lag().getOrDefault(name, 0L)).orElse(0L);
}
