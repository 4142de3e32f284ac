package proglog.grpc;

import com.google.protobuf.ByteString;
import java.util.List;
import proglog.v1.ConsumeRequest;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;
import proglog.v1.Record;

/// Requests as tests need them.
final class Requests {

    private Requests() {}

    /// Asks to append one record.
    static ProduceRequest record(String value) {
        return ProduceRequest.newBuilder()
                .setRecord(Record.newBuilder().setValue(ByteString.copyFromUtf8(value)))
                .build();
    }

    /// Asks to append one record, as often as it takes.
    static ProduceRequest record(String value, long producer, long sequence) {
        return record(value).toBuilder().setProducerId(producer).setSequence(sequence).build();
    }

    /// Asks to append a record of `bytes` zeros.
    static ProduceRequest zeros(int bytes) {
        return ProduceRequest.newBuilder()
                .setRecord(Record.newBuilder().setValue(ByteString.copyFrom(new byte[bytes])))
                .build();
    }

    /// Asks for the records from `offset` on, one a message.
    static ConsumeRequest from(long offset) {
        return ConsumeRequest.newBuilder().setOffset(offset).build();
    }

    /// Asks for the records from `offset` on, in batches.
    static ConsumeRequest from(long offset, int batchBytes) {
        return from(offset).toBuilder().setMaxBatchBytes(batchBytes).build();
    }

    /// The offsets that were answered.
    static List<Long> offsets(List<ProduceResponse> answers) {
        return answers.stream().map(ProduceResponse::getOffset).toList();
    }
}
