package proglog.loadbalance;

import io.grpc.CallOptions;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/// A call for which a connection is wanted. Immutable.
final class Call extends PickSubchannelArgs {

    private final MethodDescriptor<?, ?> method;

    private Call(MethodDescriptor<?, ?> method) {
        this.method = method;
    }

    static Call of(MethodDescriptor<?, ?> method) {
        return new Call(method);
    }

    @Override
    public MethodDescriptor<?, ?> getMethodDescriptor() {
        return method;
    }

    @Override
    public CallOptions getCallOptions() {
        return CallOptions.DEFAULT;
    }

    @Override
    public Metadata getHeaders() {
        return new Metadata();
    }
}
