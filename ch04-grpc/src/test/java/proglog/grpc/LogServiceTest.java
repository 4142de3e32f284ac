package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.InMemoryLog;
import proglog.SettableClock;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.GetServersRequest;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.Record;
import proglog.v1.RecordBatch;
import proglog.v1.Server;

/// The service as a client of the proto file sees it.
final class LogServiceTest {

    private final Loopback loopback = new Loopback();
    private final SettableClock clock = new SettableClock();
    private final InMemoryLog log = new InMemoryLog(clock);
    private final LogGrpc.LogBlockingStub client =
            LogGrpc.newBlockingStub(loopback.channel(loopback.serve(log)));

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void consumesWhatWasProduced() {
        Instant now = clock.instant();

        assertThat(client.produce(request("hello")).getOffset()).isEqualTo(0);

        Record record = client.consume(at(0)).getRecord();
        assertThat(record.getValue().toStringUtf8()).isEqualTo("hello");
        assertThat(record.getOffset()).isEqualTo(0);
        assertThat(Instant.EPOCH.plusNanos(record.getAppendTimeUnixNanos())).isEqualTo(now);
    }

    @Test
    void ignoresAnOffsetInTheClientsRecord() {
        Record mine = Record.newBuilder().setValue(utf8("a")).setOffset(77).build();

        assertThat(client.produce(ProduceRequest.newBuilder().setRecord(mine).build()).getOffset())
                .isEqualTo(0);
        assertThat(client.consume(at(0)).getRecord().getOffset()).isEqualTo(0);
    }

    @Test
    void appendsTheValuesOfABatch() {
        client.produce(request("a"));

        var answer = client.produce(values("b", "c", "d"));

        assertThat(answer.getOffset()).isEqualTo(1);
        assertThat(answer.getCount()).isEqualTo(3);
        assertThat(client.consume(at(3)).getRecord().getValue()).isEqualTo(utf8("d"));
    }

    @Test
    void storesARepeatedRequestOnce() {
        ProduceRequest request =
                values("a", "b").toBuilder().setProducerId(7).setSequence(1).build();

        assertThat(client.produce(request).getOffset()).isEqualTo(0);
        assertThat(client.produce(request).getOffset()).isEqualTo(0);

        assertThat(log.offsets().next()).isEqualTo(2);
    }

    @Test
    void refusesARequestThatHoldsNothingOrBoth() {
        ProduceRequest both = request("a").toBuilder().addValues(utf8("b")).build();

        assertStatus(
                () -> client.produce(ProduceRequest.getDefaultInstance()),
                Status.Code.INVALID_ARGUMENT,
                "a request to produce holds either a record or values, this one neither");
        assertStatus(
                () -> client.produce(both),
                Status.Code.INVALID_ARGUMENT,
                "a request to produce holds either a record or values, this one both");
        assertThat(log.offsets().isEmpty()).isTrue();
    }

    @Test
    void saysWhatIsThereWhenAskedForWhatIsNot() throws InvalidProtocolBufferException {
        client.produce(request("a"));

        StatusRuntimeException refused =
                assertStatus(
                        () -> client.consume(at(1)),
                        Status.Code.OUT_OF_RANGE,
                        "offset 1 is outside [0, 1)");

        List<Any> details =
                Objects.requireNonNull(StatusProto.fromThrowable(refused)).getDetailsList();
        ErrorInfo info = details.get(0).unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo("OFFSET_OUT_OF_RANGE");
        assertThat(info.getDomain()).isEqualTo("proglog.dev");
        assertThat(info.getMetadataMap())
                .containsEntry("first", "0")
                .containsEntry("next", "1")
                .containsEntry("offset", "1");
        LocalizedMessage message = details.get(1).unpack(LocalizedMessage.class);
        assertThat(message.getLocale()).isEqualTo("en-US");
        assertThat(message.getMessage()).isEqualTo("offset 1 is outside [0, 1)");
    }

    @Test
    void streamsOneRecordAMessageUnlessAsked() {
        client.produce(values("a", "b", "c"));

        Iterator<ConsumeResponse> stream = client.consumeStream(at(1));

        assertThat(stream.next().getRecord().getValue()).isEqualTo(utf8("b"));
        assertThat(stream.next().getRecord().getOffset()).isEqualTo(2);
    }

    @Test
    void streamsBatchesBySize() {
        client.produce(values("a", "b"));
        clock.advance(Duration.ofSeconds(1));
        client.produce(values("c", "d"));

        ConsumeResponse all =
                client.consumeStream(at(1).toBuilder().setMaxBatchBytes(1000).build()).next();

        assertThat(all.getBatchesList())
                .extracting(RecordBatch::getFirstOffset)
                .containsExactly(1L, 2L);
        assertThat(all.getBatches(0).getValuesList()).containsExactly(utf8("b"));
        assertThat(all.getBatches(1).getValuesList()).containsExactly(utf8("c"), utf8("d"));
        assertThat(all.getBatches(1).getAppendTimeUnixNanos())
                .isEqualTo(
                        all.getBatches(0).getAppendTimeUnixNanos()
                                + Duration.ofSeconds(1).toNanos());
    }

    @Test
    void consumesFromATime() {
        client.produce(request("old"));
        Instant later = clock.advance(Duration.ofSeconds(10));
        client.produce(request("new"));

        ConsumeRequest fromThen =
                ConsumeRequest.newBuilder()
                        .setFromTimeUnixNanos(Wire.unixNanos(later.minusSeconds(5)))
                        .build();

        assertThat(client.consume(fromThen).getRecord().getValue()).isEqualTo(utf8("new"));
        assertThat(client.consumeStream(fromThen).next().getRecord().getOffset()).isEqualTo(1);
    }

    @Test
    void knowsOfNoOtherServers() {
        assertStatus(
                () -> client.getServers(GetServersRequest.getDefaultInstance()),
                Status.Code.UNIMPLEMENTED,
                "this server is not part of a cluster");
    }

    @Test
    void tellsTheServersItIsGiven() {
        LogService service =
                new LogService(log, () -> List.of(new ServerInfo("a", "127.0.0.1:1", true)));
        var clustered =
                LogGrpc.newBlockingStub(
                        loopback.channel(loopback.start(LogServer.builder().serve(service))));

        assertThat(clustered.getServers(GetServersRequest.getDefaultInstance()).getServersList())
                .containsExactly(
                        Server.newBuilder()
                                .setId("a")
                                .setRpcAddr("127.0.0.1:1")
                                .setIsLeader(true)
                                .build());
    }

    private static StatusRuntimeException assertStatus(
            Runnable call, Status.Code code, String description) {
        var thrown = new StatusRuntimeException[1];
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> {
                            assertThat(failure.getStatus().getCode()).isEqualTo(code);
                            assertThat(failure.getStatus().getDescription()).isEqualTo(description);
                            thrown[0] = failure;
                        });
        return thrown[0];
    }

    private static ProduceRequest request(String value) {
        return ProduceRequest.newBuilder()
                .setRecord(Record.newBuilder().setValue(utf8(value)))
                .build();
    }

    private static ProduceRequest values(String... values) {
        ProduceRequest.Builder request = ProduceRequest.newBuilder();
        for (String value : values) {
            request.addValues(utf8(value));
        }
        return request.build();
    }

    private static ConsumeRequest at(long offset) {
        return ConsumeRequest.newBuilder().setOffset(offset).build();
    }

    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
