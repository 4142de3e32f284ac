package proglog.security;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import proglog.Task;

/// Lets through what an [Authorizer] permits, and asks it again for every message of a call when
/// its rules have changed; ends the rest as `PERMISSION_DENIED`. A method of which nobody has said
/// what it asks for is denied to everyone.
///
/// Stands behind [Authentication]. Immutable.
public final class Authorization implements ServerInterceptor {

    private final Authorizer authorizer;
    private final AccessTable methods;

    /// Asks `authorizer` about the methods of the log, health, reflection and channelz.
    public Authorization(Authorizer authorizer) {
        this(authorizer, AccessTable.STANDARD);
    }

    private Authorization(Authorizer authorizer, AccessTable methods) {
        this.authorizer = authorizer;
        this.methods = methods;
    }

    /// The same that knows other services, too: `methods` says what each of their methods, as in
    /// `cluster.v1.Cluster/SavePosition`, asks for, which is one of some actions. What a method
    /// known already asks for cannot be changed.
    public Authorization with(Map<String, List<Action>> methods) {
        return new Authorization(authorizer, this.methods.with(methods));
    }

    @Override
    @Task("5.5")
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Optional<Access> access = methods.of(method);
        if (access.isPresent() && access.get().isOpen()) {
            return next.startCall(call, headers);
        }
        Optional<Subject> subject = Subject.current();
        if (subject.isEmpty()) {
            AuditLog.unauthenticated(call, "nobody has looked at a certificate");
            return refuse(call, Status.UNAUTHENTICATED.withDescription("who calls is not known"));
        }
        if (access.isEmpty()) {
            AuditLog.denied(call, subject.get(), "none");
            return refuse(
                    call,
                    Status.PERMISSION_DENIED.withDescription(
                            "%s is open to no one".formatted(LogText.of(method))));
        }
        return guard(call, headers, next, new Permit(authorizer, subject.get(), access.get()));
    }

    private static <Q, R> ServerCall.Listener<Q> guard(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next, Permit permit) {
        GuardedCall<Q, R> guarded = new GuardedCall<>(call, permit);
        if (!guarded.admits()) {
            return new ServerCall.Listener<>() {};
        }
        return new GuardedListener<>(guarded, next.startCall(guarded, headers));
    }

    private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
