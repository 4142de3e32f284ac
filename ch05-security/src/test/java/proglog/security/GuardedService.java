package proglog.security;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A service behind an [Authorization], and what it hears of its call.
final class GuardedService {

    final List<String> heard = new ArrayList<>();
    private final Authorization authorization;
    private final AtomicReference<@Nullable ServerCall<String, String>> started =
            new AtomicReference<>();

    GuardedService(Authorizer rules) {
        this(new Authorization(rules));
    }

    GuardedService(Authorization authorization) {
        this.authorization = authorization;
    }

    /// Has `nobody` make `call`.
    ServerCall.Listener<String> start(FakeCall call) {
        return startAs(new Subject("nobody"), call);
    }

    ServerCall.Listener<String> startAs(Subject subject, FakeCall call) {
        Context context = subject.in(Context.ROOT);
        Context before = context.attach();
        try {
            return startAsStranger(call);
        } finally {
            context.detach(before);
        }
    }

    ServerCall.Listener<String> startAsStranger(FakeCall call) {
        ServerCallHandler<String, String> handler =
                (guarded, _) -> {
                    started.set(guarded);
                    return new Hearing(heard);
                };
        return authorization.interceptCall(call, new Metadata(), handler);
    }

    boolean wasReached() {
        return started.get() != null;
    }

    /// The call as the service sees it.
    ServerCall<String, String> call() {
        return Objects.requireNonNull(started.get());
    }
}
