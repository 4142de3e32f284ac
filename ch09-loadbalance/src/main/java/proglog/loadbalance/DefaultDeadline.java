package proglog.loadbalance;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Gives a call that is answered once, and says nothing of time, a deadline. Immutable.
record DefaultDeadline(Duration patience) implements ClientInterceptor {

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        boolean isOpenEnded =
                options.getDeadline() == null
                        && method.getType() == MethodDescriptor.MethodType.UNARY;
        return next.newCall(
                method,
                isOpenEnded
                        ? options.withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS)
                        : options);
    }
}
