// caught by: AuthorizationTest.aMethodThatIsNotListedIsDeniedToEveryone
// symptom: a method that was added yesterday can be called by everybody
// in: Authorization
public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    Optional<Access> access = methods.of(method);
    if (access.isEmpty() || access.get().isOpen()) {
        return next.startCall(call, headers);
    }
    Optional<Subject> subject = Subject.current();
    if (subject.isEmpty()) {
        AuditLog.unauthenticated(call, "nobody has looked at a certificate");
        return refuse(call, Status.UNAUTHENTICATED.withDescription("who calls is not known"));
    }
    return guard(call, headers, next, new Permit(authorizer, subject.get(), access.get()));
}
