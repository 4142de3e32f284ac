package proglog.bench;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// Many callers, each with one record at a time, against as many that propose to the bare engine.
/// For one thread only.
record ClusterCallers(Optional<Path> recordings) implements Measurement {

    private static final int CALLERS = 64;
    private static final int LARGE_BYTES = 1_024;

    private static final int WARM_UP_TURNS = 12; // so much longer than a turn

    private static final int OURS = 0;
    private static final int BARE = 1;
    private static final int LARGE = 2;
    private static final int LARGE_BARE = 3;

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (BothClusters both = BothClusters.start("callers", scratch, recordings)) {
            ManagedChannel leader = both.cluster().leader().channel();
            ProduceRequest small = Messages.batch(1);
            ProduceRequest large = Messages.batch(1, LARGE_BYTES);
            warmUp(leader, small, scale);
            warmUp(both.bare(), small, scale);
            Turns turns =
                    Turns.take(
                            scale,
                            () -> ours(leader, small, scale),
                            () -> bare(both.bare(), small, scale),
                            () -> ours(leader, large, scale),
                            () -> bare(both.bare(), large, scale));
            both.endRecording();
            return figures(turns);
        }
    }

    /// Keeps a node busy until its compilers are done, which would share the cores.
    static void warmUp(ManagedChannel node, ProduceRequest request, Scale scale)
            throws IOException, InterruptedException {
        var _ = ours(node, request, scale.withLongerTurns(WARM_UP_TURNS));
    }

    /// The same for the bare engine.
    static void warmUp(BareEngine bare, ProduceRequest request, Scale scale)
            throws IOException, InterruptedException {
        var _ = bare(bare, request, scale.withLongerTurns(WARM_UP_TURNS));
    }

    /// How many records a second these callers append to a node.
    private static double ours(ManagedChannel node, ProduceRequest request, Scale scale)
            throws IOException, InterruptedException {
        return Callers.rate(
                CALLERS,
                scale.syncTime(),
                () -> {
                    var _ =
                            ClientCalls.blockingUnaryCall(
                                    node, LogGrpc.getProduceMethod(), CallOptions.DEFAULT, request);
                });
    }

    /// How many commands a second as many callers propose to the bare engine.
    private static double bare(BareEngine bare, ProduceRequest request, Scale scale)
            throws IOException, InterruptedException {
        return bare.calledRate(Messages.commandBytes(request), CALLERS, scale.syncTime());
    }

    private static List<Figure> figures(Turns turns) {
        return List.of(
                Figure.of(
                        "cluster-callers",
                        "64 callers of Produce with one 100-byte record each, over as many that"
                                + " propose to the bare engine",
                        "ratio",
                        turns.ratios(OURS, BARE),
                        Target.none(),
                        Map.of(
                                "recordsPerSecond", turns.median(OURS),
                                "bareRecordsPerSecond", turns.median(BARE),
                                "largeRecordsPerSecond", turns.median(LARGE),
                                "largeBareRecordsPerSecond", turns.median(LARGE_BARE))));
    }
}
