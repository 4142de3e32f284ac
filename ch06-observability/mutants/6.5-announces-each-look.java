// caught by: HealthTest.tellsItsListenersEachChangeOnce
// symptom: the load balancer's log has a line a second that says the server is ready
// in: Health
private void tell(boolean isReady) {
    synchronized (listeners) {
        told = isReady;
        listeners.forEach(listener -> listener.accept(isReady));
    }
}
