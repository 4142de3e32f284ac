package proglog.grpc;

import java.time.Instant;
import proglog.LogRecord;
import proglog.v1.ConsumeResponse;
import proglog.v1.RecordBatch;

/// Puts records at consecutive offsets into one response, those of one time into one batch. For one
/// thread only.
final class BatchesBuilder {

    private final ConsumeResponse.Builder response = ConsumeResponse.newBuilder();
    private RecordBatch.Builder batch = RecordBatch.newBuilder();
    private Instant time = Instant.MIN;
    private int bytes;

    void add(LogRecord record) {
        if (!record.appendedAt().equals(time)) {
            finishBatch();
            time = record.appendedAt();
            batch =
                    RecordBatch.newBuilder()
                            .setFirstOffset(record.offset())
                            .setAppendTimeUnixNanos(Wire.unixNanos(time));
        }
        batch.addValues(Wire.byteString(record.value()));
        bytes += bytes(record);
    }

    /// How many bytes `record` adds.
    static int bytes(LogRecord record) {
        return record.value().length() + 4;
    }

    /// How many bytes there are, with a few for each value's length.
    int bytes() {
        return bytes;
    }

    ConsumeResponse build() {
        finishBatch();
        return response.build();
    }

    private void finishBatch() {
        if (batch.getValuesCount() > 0) {
            response.addBatches(batch);
        }
    }
}
