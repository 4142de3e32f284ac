// caught by: AgentTest.whenItIsToldToStopItIsNotReadyFirstAndServesOnForAWhile
// symptom: with every deployment some requests fail, although the load balancer asks for health every second
// in: Agent
private void drain() {
    node.handOver();
    parts.close();
    health.stopping();
}
