package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.InMemoryLog;
import proglog.v1.GetServersRequest;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;
import proglog.v1.Server;

/// Bytes that are not the message a method takes.
final class UnreadableRequestsTest {

    // A string where a message is expected.
    private static final Server GARBAGE = Server.newBuilder().setId("\u007f\u007f\u007f").build();

    static List<MethodDescriptor<ProduceRequest, ProduceResponse>> methods() {
        return List.of(LogGrpc.getProduceMethod(), LogGrpc.getProduceStreamMethod());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void areTheCallersFault(MethodDescriptor<ProduceRequest, ProduceResponse> method) {
        try (Loopback loopback = new Loopback()) {
            ManagedChannel channel = loopback.channel(loopback.serve(new InMemoryLog()));

            assertThatThrownBy(() ->
                            ClientCalls.blockingUnaryCall(
                                    channel,
                                    method.toBuilder(
                                                    ProtoUtils.marshaller(
                                                            Server.getDefaultInstance()),
                                                    method.getResponseMarshaller())
                                            .setType(MethodDescriptor.MethodType.UNARY)
                                            .build(),
                                    CallOptions.DEFAULT,
                                    GARBAGE))
                    .hasMessage("INVALID_ARGUMENT: the request cannot be read");
        }
    }

    @Test
    void leaveTheMethodsAsTheyWere() {
        try (Loopback loopback = new Loopback()) {
            ManagedChannel channel = loopback.channel(loopback.serve(new InMemoryLog()));

            assertThatThrownBy(() ->
                            LogGrpc.newBlockingStub(channel)
                                    .getServers(GetServersRequest.getDefaultInstance()))
                    .hasMessageStartingWith("UNIMPLEMENTED");
        }
    }
}
