package proglog.bench;

import com.google.protobuf.ByteString;
import proglog.v1.ConsumeRequest;
import proglog.v1.ProduceRequest;
import proglog.v1.Record;

/// The requests everything is measured with.
final class Messages {

    /// How many records a batch holds.
    static final int BATCH_RECORDS = 1_000;

    private static final int COMMAND_HEADER_BYTES = 29;
    private static final int RESPONSE_BYTES = 256 * 1024;

    private Messages() {}

    /// One record of 100 bytes.
    static ProduceRequest one() {
        return ProduceRequest.newBuilder()
                .setRecord(Record.newBuilder().setValue(value(0, Workload.RECORD_BYTES)))
                .build();
    }

    /// A batch of records of 100 bytes.
    static ProduceRequest batch(int records) {
        return batch(records, Workload.RECORD_BYTES);
    }

    /// A batch of records of so many bytes each.
    static ProduceRequest batch(int records, int recordBytes) {
        ProduceRequest.Builder request = ProduceRequest.newBuilder();
        for (int i = 0; i < records; i++) {
            request.addValues(value(i, recordBytes));
        }
        return request.build();
    }

    /// How large the command is by which a cluster agrees on `batch`.
    static int commandBytes(ProduceRequest batch) {
        return COMMAND_HEADER_BYTES
                + batch.getValuesList().stream().mapToInt(value -> 4 + value.size()).sum();
    }

    private static ByteString value(int number, int bytes) {
        byte[] noise = Workload.noise(bytes);
        noise[0] = (byte) number;
        return ByteString.copyFrom(noise);
    }

    /// Everything from the first record on, in batches.
    static ConsumeRequest everything() {
        return ConsumeRequest.newBuilder().setMaxBatchBytes(RESPONSE_BYTES).build();
    }
}
