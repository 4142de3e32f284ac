package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.InMemoryLog;
import proglog.v1.classic.ConsumeRequest;
import proglog.v1.classic.ConsumeResponse;
import proglog.v1.classic.GetServersRequest;
import proglog.v1.classic.LogGrpc;
import proglog.v1.classic.ProduceRequest;
import proglog.v1.classic.ProduceResponse;
import proglog.v1.classic.Record;
import proglog.v1.classic.Server;

/// A client that was generated from the proto file of other implementations needs no change.
final class ClassicClientTest {

    private final Loopback loopback = new Loopback();
    private final ManagedChannel channel =
            loopback.channel(
                    loopback.start(
                            LogServer.builder()
                                    .serve(
                                            new LogService(
                                                    new InMemoryLog(),
                                                    () ->
                                                            List.of(
                                                                    new ServerInfo(
                                                                            "a",
                                                                            "127.0.0.1:1",
                                                                            true))))));
    private final LogGrpc.LogBlockingStub client = LogGrpc.newBlockingStub(channel);

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void producesAndConsumes() {
        assertThat(client.produce(request("hello")).getOffset()).isZero();
        assertThat(client.produce(request("world")).getOffset()).isEqualTo(1);

        Record read = client.consume(at(1)).getRecord();

        assertThat(read.getValue().toStringUtf8()).isEqualTo("world");
        assertThat(read.getOffset()).isEqualTo(1);
        assertThat(read.getTerm()).isZero();
    }

    @Test
    void mayFillInTheFieldsThatOthersUse() {
        Record full = request("a").getRecord().toBuilder().setTerm(3).setType(1).build();

        long offset =
                client.produce(ProduceRequest.newBuilder().setRecord(full).build()).getOffset();

        assertThat(client.consume(at(offset)).getRecord().getValue()).isEqualTo(full.getValue());
    }

    @Test
    void isToldWhenThereIsNoSuchRecord() {
        assertThatThrownBy(() -> client.consume(at(1)))
                .hasMessage("OUT_OF_RANGE: offset 1 is outside [0, 0)");
    }

    @Test
    void producesAndConsumesByStream() {
        List<Long> answers = Collections.synchronizedList(new ArrayList<>());
        StreamObserver<ProduceRequest> requests =
                LogGrpc.newStub(channel).produceStream(collecting(answers));
        requests.onNext(request("a"));
        requests.onNext(request("b"));
        requests.onCompleted();
        Background.until(() -> answers.size() == 2);
        assertThat(answers).containsExactly(0L, 1L);

        Iterator<ConsumeResponse> records = client.consumeStream(at(0));

        assertThat(records.next().getRecord().getValue().toStringUtf8()).isEqualTo("a");
        assertThat(records.next().getRecord().getValue().toStringUtf8()).isEqualTo("b");
    }

    @Test
    void asksForTheServers() {
        assertThat(client.getServers(GetServersRequest.getDefaultInstance()).getServersList())
                .containsExactly(
                        Server.newBuilder()
                                .setId("a")
                                .setRpcAddr("127.0.0.1:1")
                                .setIsLeader(true)
                                .build());
    }

    private static StreamObserver<ProduceResponse> collecting(List<Long> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(ProduceResponse answer) {
                answers.add(answer.getOffset());
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {}
        };
    }

    private static ProduceRequest request(String value) {
        return ProduceRequest.newBuilder()
                .setRecord(Record.newBuilder().setValue(ByteString.copyFromUtf8(value)))
                .build();
    }

    private static ConsumeRequest at(long offset) {
        return ConsumeRequest.newBuilder().setOffset(offset).build();
    }
}
