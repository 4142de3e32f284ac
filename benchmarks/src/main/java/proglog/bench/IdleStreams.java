package proglog.bench;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import proglog.grpc.RemoteLog;
import proglog.v1.ConsumeRequest;

/// What streams that wait at the end of the log cost a server, in a process of its own, over the
/// same process without them. For one thread only.
final class IdleStreams implements Measurement {

    private static final int CONNECTIONS = 10;
    private static final int STREAMS = 1_000;
    private static final long LOG_BYTES = 8L * 1024 * 1024;
    private static final int LOOKS = 4;

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(scratch.next(), LOG_BYTES)) {
            ConsumeRequest last = lastRecord(server);
            int rounds = Math.min(scale.rounds(), 3);
            double[] memory = new double[rounds];
            double[] time = new double[rounds];
            streams(server, last).close(); // loads the classes
            for (int round = 0; round < rounds; round++) {
                long bytes = server.restingBytes();
                double without = cpuMillisPerSecond(server, scale.syncTime());
                try (OpenStreams _ = streams(server, last)) {
                    memory[round] = (server.restingBytes() - bytes) / (double) (1 << 20);
                    time[round] = cpuMillisPerSecond(server, scale.syncTime()) - without;
                }
            }
            return figures(memory, time);
        }
    }

    private static OpenStreams streams(ServerProcess server, ConsumeRequest last)
            throws IOException, InterruptedException {
        return OpenStreams.open(server.address(), CONNECTIONS, STREAMS / CONNECTIONS, last);
    }

    /// A stream from here on has one response to give, and then nothing.
    private static ConsumeRequest lastRecord(ServerProcess server) throws InterruptedException {
        ManagedChannel channel = Channels.plain(server.address());
        try (RemoteLog log = new RemoteLog(channel)) {
            return ConsumeRequest.newBuilder()
                    .setOffset(log.offsets().next() - 1)
                    .setMaxBatchBytes(64 * 1024)
                    .build();
        } finally {
            Channels.close(channel);
        }
    }

    /// In the quietest of some windows: a compiler or a collector at work is not a stream's cost,
    /// and what a stream did all the time would be seen in each.
    private static double cpuMillisPerSecond(ServerProcess server, Duration window)
            throws IOException, InterruptedException {
        double least = Double.MAX_VALUE;
        for (int look = 0; look < LOOKS; look++) {
            long before = server.ask(ServerProcess.Question.CPU_NANOS);
            long start = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(2 * window.toNanos());
            double seconds = RawFiles.seconds(start);
            double millis = (server.ask(ServerProcess.Question.CPU_NANOS) - before) / 1e6;
            least = Math.min(least, millis / seconds);
        }
        return least;
    }

    private static List<Figure> figures(double[] memory, double[] time) {
        return List.of(
                Figure.of(
                        "idle-streams-memory",
                        "heap and direct memory of 1,000 ConsumeStreams that wait at the end of the"
                                + " log, on 10 connections",
                        "MiB",
                        Samples.of(memory),
                        Target.atMost(50),
                        Map.of("streams", (double) STREAMS)),
                Figure.of(
                        "idle-streams-cpu",
                        "processor time of the same, over that without them",
                        "ms/s",
                        Samples.of(time),
                        Target.atMost(5), // half a percent of one core: the noise of the clock
                        Map.of()));
    }
}
