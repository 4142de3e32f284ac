package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Batch;
import proglog.Bytes;
import proglog.ProducerSequence;
import proglog.v1.ProduceRequest;
import proglog.v1.Record;

/// Task 4.1: [Wire#batch].
@Tag("task-4.1")
final class WireTest {

    private static final String SECTION = "see README.md, Task 4.1";

    @Test
    void takesOneRecordForABatchOfOne() {
        Record record = Record.newBuilder().setValue(utf8("a")).setOffset(77).build();

        Batch batch = Wire.batch(ProduceRequest.newBuilder().setRecord(record).build());

        assertThat(batch.values()).as(SECTION).containsExactly(Bytes.utf8("a"));
        assertThat(batch.sequence().isNone()).as(SECTION).isTrue();
    }

    @Test
    void keepsTheOrderOfValues() {
        Batch batch =
                Wire.batch(
                        ProduceRequest.newBuilder()
                                .addValues(utf8("a"))
                                .addValues(ByteString.EMPTY)
                                .addValues(utf8("c"))
                                .build());

        assertThat(batch.values())
                .as(SECTION)
                .containsExactly(Bytes.utf8("a"), Bytes.EMPTY, Bytes.utf8("c"));
    }

    @Test
    void keepsTheNameThatMakesARequestRepeatable() {
        ProduceRequest request =
                ProduceRequest.newBuilder()
                        .addValues(utf8("a"))
                        .setProducerId(-7)
                        .setSequence(3)
                        .build();

        assertThat(Wire.batch(request).sequence())
                .as(SECTION)
                .isEqualTo(new ProducerSequence(-7, 3));
    }

    @Test
    void refusesARequestThatHoldsNothing() {
        assertThatThrownBy(() -> Wire.batch(ProduceRequest.getDefaultInstance()))
                .as(SECTION)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a request to produce holds either a record or values, this one neither");
    }

    @Test
    void refusesARequestThatHoldsBoth() {
        ProduceRequest both =
                ProduceRequest.newBuilder()
                        .setRecord(Record.getDefaultInstance())
                        .addValues(utf8("a"))
                        .build();

        assertThatThrownBy(() -> Wire.batch(both))
                .as(SECTION)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request to produce holds either a record or values, this one both");
    }

    @Test
    void givesBackWhatARequestWasMadeOf() {
        Batch one = new Batch(List.of(Bytes.utf8("a")), new ProducerSequence(1, 2));
        Batch many =
                new Batch(List.of(Bytes.utf8("a"), Bytes.utf8("b")), new ProducerSequence(1, 3));

        assertThat(Wire.batch(Wire.request(one))).as(SECTION).isEqualTo(one);
        assertThat(Wire.batch(Wire.request(many))).as(SECTION).isEqualTo(many);
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
