// caught by: AdminGateTest.letsThroughWhoMay
// symptom: a stranger could change something through a path that was meant to be looked at
// in: AdminGate
Optional<String> refusal(Request request) {
    if (isOpen && OPEN.contains(request.path())) {
        return Optional.empty();
    }
    if (request.caller().certificate().isPresent()) {
        return refusalOfSubject(request);
    }
    if (!request.caller().isLocal()) {
        return Optional.of("from elsewhere this needs TLS and a client's certificate");
    }
    return refusalOfBrowser(request);
}
