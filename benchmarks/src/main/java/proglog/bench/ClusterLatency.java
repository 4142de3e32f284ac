package proglog.bench;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import proglog.v1.GetOffsetsRequest;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// How long one caller waits for one record, at the leader and at a follower, against the bare
/// engine. For one thread only.
record ClusterLatency(Optional<Path> recordings) implements Measurement {

    private static final int LARGE_BYTES = 1_024;

    private static final int LEADER = 0;
    private static final int FOLLOWER = 1;
    private static final int BARE = 2;
    private static final int LARGE_LEADER = 3;
    private static final int LARGE_BARE = 4;
    private static final int EMPTY = 5; // a call that changes nothing and asks nobody

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (BothClusters both = BothClusters.start("latency", scratch, recordings)) {
            ManagedChannel leader = both.cluster().leader().channel();
            ManagedChannel follower = both.cluster().followers().getFirst().channel();
            ProduceRequest small = Messages.batch(1);
            ProduceRequest large = Messages.batch(1, LARGE_BYTES);
            List<List<Double>> p99 = new ArrayList<>();
            for (int side = 0; side <= EMPTY; side++) {
                p99.add(new ArrayList<>());
            }
            warmUp(both, small, large, scale);
            int count = scale.syncedAppends();
            Turns turns =
                    Turns.take(
                            scale,
                            () -> noted(p99.get(LEADER), ours(leader, small, count)),
                            () -> noted(p99.get(FOLLOWER), ours(follower, small, count)),
                            () -> noted(p99.get(BARE), bare(both.bare(), small, count)),
                            () -> noted(p99.get(LARGE_LEADER), ours(leader, large, count)),
                            () -> noted(p99.get(LARGE_BARE), bare(both.bare(), large, count)),
                            () -> noted(p99.get(EMPTY), empty(leader, count)));
            both.endRecording();
            return figures(turns, p99);
        }
    }

    // One caller alone would need a minute for as many calls, and compilers would share the cores.
    private static void warmUp(
            BothClusters both, ProduceRequest small, ProduceRequest large, Scale scale)
            throws IOException, InterruptedException {
        for (ProduceRequest request : List.of(small, large)) {
            ClusterCallers.warmUp(both.cluster().leader().channel(), request, scale);
            ClusterCallers.warmUp(both.cluster().followers().getFirst().channel(), request, scale);
            ClusterCallers.warmUp(both.bare(), request, scale);
        }
    }

    private static double noted(List<Double> p99, Latency latency) {
        p99.add(latency.p99());
        return latency.p50();
    }

    private static Latency ours(ManagedChannel node, ProduceRequest request, int count) {
        return Latency.of(UnaryLoad.micros(node, LogGrpc.getProduceMethod(), request, count));
    }

    private static Latency empty(ManagedChannel node, int count) {
        return Latency.of(
                UnaryLoad.micros(
                        node,
                        LogGrpc.getGetOffsetsMethod(),
                        GetOffsetsRequest.getDefaultInstance(),
                        count));
    }

    private static Latency bare(BareEngine bare, ProduceRequest request, int count)
            throws IOException, InterruptedException {
        return bare.latency(Messages.commandBytes(request), count);
    }

    private static List<Figure> figures(Turns turns, List<List<Double>> p99) {
        return List.of(
                figure("cluster-latency", "100-byte", turns, p99, LEADER, BARE),
                figure("cluster-latency-large", "1 KiB", turns, p99, LARGE_LEADER, LARGE_BARE),
                Figure.of(
                        "cluster-latency-follower",
                        "p50 of Produce at a follower, over that at the leader",
                        "ratio",
                        turns.ratios(FOLLOWER, LEADER),
                        Target.none(),
                        Map.of(
                                "p50Micros", turns.median(FOLLOWER),
                                "p99Micros", median(p99.get(FOLLOWER)))));
    }

    private static Figure figure(
            String name, String size, Turns turns, List<List<Double>> p99, int ours, int bare) {
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("p50Micros", turns.median(ours));
        details.put("p99Micros", median(p99.get(ours)));
        details.put("bareP50Micros", turns.median(bare));
        details.put("emptyCallP50Micros", turns.median(EMPTY));
        details.put("bareP99Micros", median(p99.get(bare)));
        details.put("emptyCallP99Micros", median(p99.get(EMPTY)));
        return Figure.of(
                name,
                "p50 of one caller's Produce of one %s record, over that of the bare engine"
                        .formatted(size),
                "ratio",
                turns.ratios(ours, bare),
                Target.atMost(1.3),
                details);
    }

    private static double median(List<Double> each) {
        return Samples.of(each, Double::doubleValue).median();
    }
}
