package proglog.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import proglog.v1.ConsumeRequest;

/// What a client that asks for everything and then reads no further makes a server hold, in a
/// process of its own. For one thread only.
final class StalledConsumers implements Measurement {

    private static final int CLIENTS = 50;
    private static final long LOG_BYTES = 64L * 1024 * 1024;

    // Two times as much as the server ever puts into one response: it decides.
    private static final ConsumeRequest GREEDY =
            ConsumeRequest.newBuilder().setMaxBatchBytes(Integer.MAX_VALUE).build();
    private static final ConsumeRequest ONE_BY_ONE = ConsumeRequest.getDefaultInstance();

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(scratch.next(), LOG_BYTES)) {
            int rounds = Math.min(scale.rounds(), 5);
            double[] batches = new double[rounds];
            double[] single = new double[rounds];
            held(server, GREEDY); // what the server's first clients make it load is not theirs
            for (int round = 0; round < rounds; round++) {
                batches[round] = held(server, GREEDY);
                single[round] = held(server, ONE_BY_ONE);
            }
            Map<String, Double> details = new LinkedHashMap<>();
            details.put("clients", (double) CLIENTS);
            details.put("oneRecordAResponseMiB", Samples.of(single).median());
            return List.of(
                    Figure.of(
                            "stalled-consumer",
                            "heap and direct memory that a server holds for a consumer who asks for"
                                    + " all it can get and stops reading",
                            "MiB",
                            Samples.of(batches),
                            Target.atMost(4),
                            details));
        }
    }

    private static double held(ServerProcess server, ConsumeRequest request)
            throws IOException, InterruptedException {
        long before = server.restingBytes();
        try (OpenStreams _ = OpenStreams.open(server.address(), CLIENTS, 1, request)) {
            return (server.restingBytes() - before) / (double) (1 << 20) / CLIENTS;
        }
    }
}
