package proglog.bench;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import proglog.v1.ConsumeRequest;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// Reads from a cluster: one record as fresh as can be and as it is there, and all of them on a
/// stream. For one thread only.
final class ClusterReads implements Measurement {

    private static final int FRESH = 0;
    private static final int LOCAL = 1;
    private static final int FRESH_FOLLOWER = 2;
    private static final int LOCAL_FOLLOWER = 3;
    private static final int FOLLOWED = 4;
    private static final int FOLLOWED_FOLLOWER = 5;

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(scratch.next(), List.of())) {
            ProduceRequest batch = Messages.batch(Messages.BATCH_RECORDS);
            Filling.fill(cluster.leader(), batch, scale.appendBytes());
            cluster.awaitEqual();
            ManagedChannel leader = cluster.leader().channel();
            ManagedChannel follower = cluster.followers().getFirst().channel();
            long records = cluster.leader().next();
            int count = scale.syncedAppends();
            return figures(
                    Turns.take(
                            scale,
                            () -> micros(leader, fresh(records / 2), count),
                            () -> micros(leader, local(records / 2), count),
                            () -> micros(follower, fresh(records / 2), count),
                            () -> micros(follower, local(records / 2), count),
                            () -> ConsumeLoad.rate(leader, records),
                            () -> ConsumeLoad.rate(follower, records)));
        }
    }

    private static ConsumeRequest fresh(long offset) {
        return ConsumeRequest.newBuilder().setOffset(offset).setLinearizable(true).build();
    }

    private static ConsumeRequest local(long offset) {
        return ConsumeRequest.newBuilder().setOffset(offset).build();
    }

    private static double micros(ManagedChannel node, ConsumeRequest request, int count) {
        return UnaryLoad.micros(node, LogGrpc.getConsumeMethod(), request, count).median();
    }

    private static List<Figure> figures(Turns turns) {
        return List.of(
                Figure.of(
                        "cluster-read-linearizable",
                        "p50 of one caller's linearizable Consume at the leader",
                        "µs",
                        turns.samples(row -> row[FRESH]),
                        Target.none(),
                        Map.of("followerP50Micros", turns.median(FRESH_FOLLOWER))),
                Figure.of(
                        "cluster-read-local",
                        "p50 of one caller's Consume at the leader, as it is there",
                        "µs",
                        turns.samples(row -> row[LOCAL]),
                        Target.none(),
                        Map.of("followerP50Micros", turns.median(LOCAL_FOLLOWER))),
                Figure.of(
                        "cluster-follow",
                        "100-byte records in batches on one ConsumeStream of the leader",
                        "records/s",
                        turns.samples(row -> row[FOLLOWED]),
                        Target.none(),
                        Map.of("followerRecordsPerSecond", turns.median(FOLLOWED_FOLLOWER))));
    }
}
