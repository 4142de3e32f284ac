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

/// Batches to the node that leads, on one stream and by callers that wait for each, against the
/// bare engine with batches of the same size. For one thread only.
record ClusterBatches(Optional<Path> recordings) implements Measurement {

    private static final int IN_FLIGHT = 32;
    private static final int CALLERS = 8;
    private static final int SMALL_RECORDS = 1_000;
    private static final int LARGE_BYTES = 1_024;
    private static final int LARGE_RECORDS = 100;

    private static final int STREAM = 0;
    private static final int UNARY = 1;
    private static final int BARE = 2;
    private static final int LARGE_STREAM = 3;
    private static final int LARGE_UNARY = 4;
    private static final int LARGE_BARE = 5;

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (BothClusters both = BothClusters.start("batches", scratch, recordings)) {
            ManagedChannel leader = both.cluster().leader().channel();
            ProduceRequest small = Messages.batch(SMALL_RECORDS);
            ProduceRequest large = Messages.batch(LARGE_RECORDS, LARGE_BYTES);
            Turns turns =
                    Turns.take(
                            scale,
                            () -> stream(leader, small, scale),
                            () -> unary(leader, small, scale),
                            () -> bare(both.bare(), small, scale),
                            () -> stream(leader, large, scale),
                            () -> unary(leader, large, scale),
                            () -> bare(both.bare(), large, scale));
            both.endRecording();
            return figures(turns, both.cluster().peakResidentMiB());
        }
    }

    private static double stream(ManagedChannel leader, ProduceRequest batch, Scale scale)
            throws IOException, InterruptedException {
        return batch.getValuesCount()
                * StreamLoad.rate(
                        leader,
                        LogGrpc.getProduceStreamMethod(),
                        batch,
                        IN_FLIGHT,
                        scale.syncTime());
    }

    private static double unary(ManagedChannel leader, ProduceRequest batch, Scale scale)
            throws IOException, InterruptedException {
        return batch.getValuesCount()
                * Callers.rate(
                        CALLERS,
                        scale.syncTime(),
                        () -> {
                            var _ =
                                    ClientCalls.blockingUnaryCall(
                                            leader,
                                            LogGrpc.getProduceMethod(),
                                            CallOptions.DEFAULT,
                                            batch);
                        });
    }

    private static double bare(BareEngine bare, ProduceRequest batch, Scale scale)
            throws IOException, InterruptedException {
        return batch.getValuesCount()
                * bare.rate(Messages.commandBytes(batch), IN_FLIGHT, scale.syncTime());
    }

    private static List<Figure> figures(Turns turns, double peakResidentMiB) {
        return List.of(
                Figure.of(
                        "cluster-batched-rate",
                        "100-byte records in batches to the leader of three, on one ProduceStream",
                        "records/s",
                        turns.samples(row -> row[STREAM]),
                        Target.atLeast(500_000),
                        Map.of(
                                "unaryRecordsPerSecond", turns.median(UNARY),
                                "bareRecordsPerSecond", turns.median(BARE),
                                "recordsPerBatch", (double) SMALL_RECORDS)),
                ratio("cluster-batched-engine", "the same", turns, STREAM, BARE),
                ratio(
                        "cluster-unary-engine",
                        "the same by 8 callers of Produce",
                        turns,
                        UNARY,
                        BARE),
                Figure.of(
                        "cluster-large-engine",
                        "1 KiB records in batches of 100 on one ProduceStream, over the bare"
                                + " engine with the same batches",
                        "ratio",
                        turns.ratios(LARGE_STREAM, LARGE_BARE),
                        Target.atLeast(0.60),
                        Map.of(
                                "recordsPerSecond", turns.median(LARGE_STREAM),
                                "unaryRecordsPerSecond", turns.median(LARGE_UNARY),
                                "bareRecordsPerSecond", turns.median(LARGE_BARE))),
                Memory.figure("cluster-memory-batched", "these batches", peakResidentMiB));
    }

    private static Figure ratio(String name, String what, Turns turns, int ours, int bare) {
        return Figure.of(
                name,
                what + ", over the bare engine with the same batches",
                "ratio",
                turns.ratios(ours, bare),
                Target.atLeast(0.60),
                Map.of());
    }
}
