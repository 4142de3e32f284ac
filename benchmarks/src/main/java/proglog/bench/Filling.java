package proglog.bench;

import java.io.IOException;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// Makes the log of a cluster long.
final class Filling {

    private static final int IN_FLIGHT = 32;

    private Filling() {}

    /// Appends `batch` until the values appended have `bytes` in all.
    static void fill(Node leader, ProduceRequest batch, long bytes)
            throws IOException, InterruptedException {
        long each = batch.getValuesList().stream().mapToLong(value -> value.size()).sum();
        StreamLoad.send(
                leader.channel(),
                LogGrpc.getProduceStreamMethod(),
                batch,
                IN_FLIGHT,
                Math.ceilDiv(bytes, each));
    }
}
