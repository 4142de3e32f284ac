package proglog.bench;

import com.google.protobuf.ByteString;
import proglog.v1.ConsumeRequest;
import proglog.v1.ProduceRequest;
import proglog.v1.Record;

/// The requests everything is measured with.
final class Messages {

    /// How many records a batch holds.
    static final int BATCH_RECORDS = 1_000;

    private static final int RESPONSE_BYTES = 256 * 1024;

    private Messages() {}

    /// One record of 100 bytes.
    static ProduceRequest one() {
        return ProduceRequest.newBuilder()
                .setRecord(Record.newBuilder().setValue(value(0)))
                .build();
    }

    /// A batch of records of 100 bytes.
    static ProduceRequest batch(int records) {
        ProduceRequest.Builder request = ProduceRequest.newBuilder();
        for (int i = 0; i < records; i++) {
            request.addValues(value(i));
        }
        return request.build();
    }

    private static ByteString value(int number) {
        byte[] noise = Workload.noise(Workload.RECORD_BYTES);
        noise[0] = (byte) number;
        return ByteString.copyFrom(noise);
    }

    /// Everything from the first record on, in batches.
    static ConsumeRequest everything() {
        return ConsumeRequest.newBuilder().setMaxBatchBytes(RESPONSE_BYTES).build();
    }
}
