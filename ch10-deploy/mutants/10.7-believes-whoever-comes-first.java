// caught by: ClusterViewTest.believesTheLaterOfTwoLeaders
// symptom: a leader that was cut off comes back; for a moment the page names it again, although another one was elected in a later term
// in: ClusterView
private static Optional<NodeStatus> leader(Collection<NodeStatus> answers) {
    return answers.stream().filter(status -> status.role().equals("leader")).findFirst();
}
