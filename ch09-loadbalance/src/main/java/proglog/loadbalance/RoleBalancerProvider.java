package proglog.loadbalance;

import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import java.util.random.RandomGenerator;

/// Makes balancers for gRPC, which finds it by its name: `proglog`. Immutable.
public final class RoleBalancerProvider extends LoadBalancerProvider {

    static final String NAME = "proglog";
    private static final int PRIORITY = 5;

    /// For gRPC, which looks for providers among the services of the class path.
    public RoleBalancerProvider() {}

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    public String getPolicyName() {
        return NAME;
    }

    @Override
    public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
        return new RoleBalancer(helper, RandomGenerator.getDefault());
    }
}
