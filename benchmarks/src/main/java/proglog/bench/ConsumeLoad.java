package proglog.bench;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;
import proglog.v1.RecordBatch;

/// Counts the records of a ConsumeStream. gRPC calls it from one thread at a time.
final class ConsumeLoad extends ClientCall.Listener<ConsumeResponse> {

    private static final int REQUESTED = 8;

    private final ClientCall<ConsumeRequest, ConsumeResponse> call;
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private long left;

    private ConsumeLoad(ClientCall<ConsumeRequest, ConsumeResponse> call, long records) {
        this.call = call;
        this.left = records;
    }

    /// Reads so many records and returns how many a second came.
    static double rate(Channel channel, long records) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ConsumeLoad load =
                new ConsumeLoad(
                        channel.newCall(LogGrpc.getConsumeStreamMethod(), CallOptions.DEFAULT),
                        records);
        load.call.start(load, new Metadata());
        load.call.request(REQUESTED);
        load.call.sendMessage(Messages.everything());
        load.call.halfClose();
        try {
            Status status = load.end.get();
            if (!status.isOk()) {
                throw new IOException(status.toString());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails the future", e);
        }
        return records / RawFiles.seconds(start);
    }

    @Override
    public void onMessage(ConsumeResponse response) {
        for (RecordBatch batch : response.getBatchesList()) {
            left -= batch.getValuesCount();
        }
        if (left > 0) {
            call.request(1);
        } else {
            end.complete(Status.OK);
            call.cancel("that was all", null);
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        end.complete(status);
    }
}
