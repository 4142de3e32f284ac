package proglog.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What can be measured of the log on the network, by name.
final class RpcMeasurements {

    private RpcMeasurements() {}

    /// All of them, in the order in which they are run.
    static Map<String, Supplier<Measurement>> all() {
        Map<String, Supplier<Measurement>> all = new LinkedHashMap<>();
        all.put("produce-batched", BatchedProduce::new);
        all.put("produce-pipelined", PipelinedProduce::new);
        all.put("produce-unary", UnaryProduce::new);
        all.put("consume-batched", BatchedConsume::new);
        all.put("stalled-consumer", StalledConsumers::new);
        all.put("idle-streams", IdleStreams::new);
        all.put("access-list", AccessList::new);
        all.put("telemetry-batched", TelemetryCost::batched);
        all.put("telemetry-unary", TelemetryCost::unary);
        return all;
    }

    /// The names, for a command's help.
    static final class Names extends ArrayList<String> {
        Names() {
            super(all().keySet());
        }
    }
}
