package proglog.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import proglog.storage.SegmentedLog;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// Messages of one record on one ProduceStream, many in flight, against a stream of as many bytes
/// that are only sent back. For one thread only.
final class PipelinedProduce implements Measurement {

    private static final int IN_FLIGHT = 1_024;
    private static final int OURS = 0;
    private static final int ECHO = 1;

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (SegmentedLog log = Workload.openBounded(scratch.next());
                ServedLog served = ServedLog.plain(log);
                Echo echo = Echo.start()) {
            ProduceRequest request = Messages.one();
            byte[] bytes = request.toByteArray();
            Turns turns =
                    Turns.take(
                            scale,
                            () ->
                                    StreamLoad.rate(
                                            served.channel(),
                                            LogGrpc.getProduceStreamMethod(),
                                            request,
                                            IN_FLIGHT,
                                            scale.syncTime()),
                            () ->
                                    StreamLoad.rate(
                                            echo.channel(),
                                            Echo.STREAM,
                                            bytes,
                                            IN_FLIGHT,
                                            scale.syncTime()));
            return List.of(figure(turns, bytes.length));
        }
    }

    private static Figure figure(Turns turns, int bytes) {
        return Figure.of(
                "produce-pipelined",
                "synced messages of one 100-byte record on one ProduceStream, over a stream that"
                        + " echoes as many bytes",
                "ratio",
                turns.ratios(OURS, ECHO),
                Target.atLeast(0.60),
                Map.of(
                        "messagesPerSecond",
                        turns.median(OURS),
                        "echoedMessagesPerSecond",
                        turns.median(ECHO),
                        "bytesPerMessage",
                        (double) bytes,
                        "inFlight",
                        (double) IN_FLIGHT));
    }
}
