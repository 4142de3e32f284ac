package proglog.bench;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The same request again and again, each sent when the one before was answered.
final class UnaryLoad {

    private UnaryLoad() {}

    /// How long each of `count` calls took, in microseconds.
    static <Q, A> Samples micros(
            Channel channel, MethodDescriptor<Q, A> method, Q request, int count) {
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        return Samples.of(micros);
    }

    /// The same until `ended`, one call at least.
    static <Q, A> Samples microsUntil(
            AtomicBoolean ended, Channel channel, MethodDescriptor<Q, A> method, Q request) {
        List<Double> micros = new ArrayList<>();
        do {
            micros.add(micros(channel, method, request, 1).median());
        } while (!ended.get());
        return Samples.of(micros, Double::doubleValue);
    }
}
