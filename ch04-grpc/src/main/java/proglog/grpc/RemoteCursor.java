package proglog.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;
import proglog.v1.RecordBatch;

/// A reader's place in a log far away: one stream, read a few batches ahead. For one thread only.
final class RemoteCursor implements LogCursor {

    private static final int BATCH_BYTES = 256 * 1024;

    /// How many responses may be under way while one is being read.
    private static final int AHEAD = 3;

    private static final MethodDescriptor<ConsumeRequest, ConsumeResponse> METHOD =
            LogGrpc.getConsumeStreamMethod().toBuilder()
                    .setResponseMarshaller(
                            SharingMarshaller.of(
                                    LogGrpc.getConsumeStreamMethod().getResponseMarshaller()))
                    .build();

    private final ClientCall<ConsumeRequest, ConsumeResponse> call;
    private final Responses responses;
    private Iterator<RecordBatch> batches = List.<RecordBatch>of().iterator();
    private RecordBatch batch = RecordBatch.getDefaultInstance();
    private Instant time = Instant.EPOCH; // of the batch
    private int index; // of the next record in the batch

    private RemoteCursor(ClientCall<ConsumeRequest, ConsumeResponse> call, Responses responses) {
        this.call = call;
        this.responses = responses;
    }

    /// Asks for the records from `offset` on.
    static RemoteCursor start(Channel channel, long offset) {
        var call = channel.newCall(METHOD, CallOptions.DEFAULT);
        Responses responses = new Responses();
        call.start(responses, new Metadata());
        call.request(AHEAD);
        call.sendMessage(
                ConsumeRequest.newBuilder()
                        .setOffset(offset)
                        .setMaxBatchBytes(BATCH_BYTES)
                        .build());
        call.halfClose();
        return new RemoteCursor(call, responses);
    }

    @Override
    public LogRecord next() throws InterruptedException {
        while (index == batch.getValuesCount()) {
            load();
        }
        LogRecord record =
                new LogRecord(
                        batch.getFirstOffset() + index, time, Wire.bytes(batch.getValues(index)));
        index++;
        return record;
    }

    private void load() throws InterruptedException {
        if (!batches.hasNext()) {
            batches = responses.take().getBatchesList().iterator();
            call.request(1);
        }
        if (batches.hasNext()) {
            batch = batches.next();
            time = Wire.instant(batch.getAppendTimeUnixNanos());
            index = 0;
        }
    }

    @Override
    public boolean isReady() {
        return index < batch.getValuesCount() || batches.hasNext() || responses.isReady();
    }

    @Override
    public void close() {
        call.cancel("the cursor is closed", null);
    }
}
