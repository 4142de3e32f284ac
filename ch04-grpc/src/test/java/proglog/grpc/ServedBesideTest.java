package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.InMemoryLog;

/// What every server serves beside the log.
final class ServedBesideTest {

    private final Loopback loopback = new Loopback();
    private final LogServer server = loopback.serve(new InMemoryLog());
    private final ManagedChannel channel = loopback.channel(server);

    @AfterEach
    void stop() {
        loopback.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "log.v1.Log"})
    void saysThatItServes(String service) {
        assertThat(check(service)).isEqualTo(ServingStatus.SERVING);

        server.serving(false);
        assertThat(check(service)).isEqualTo(ServingStatus.NOT_SERVING);

        server.serving(true);
        assertThat(check(service)).isEqualTo(ServingStatus.SERVING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "log.v1.Log"})
    void tellsThoseWhoWatchThatItStops(String service) {
        ClientStream<HealthCheckRequest, HealthCheckResponse> watch =
                ClientStream.open(channel, HealthGrpc.getWatchMethod(), CallOptions.DEFAULT);
        watch.take(Integer.MAX_VALUE);
        watch.send(HealthCheckRequest.newBuilder().setService(service).build());
        watch.halfClose();
        watch.answers(1);

        server.close();

        assertThat(watch.code()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(watch.answers())
                .extracting(HealthCheckResponse::getStatus)
                .containsExactly(ServingStatus.SERVING, ServingStatus.NOT_SERVING);
    }

    @Test
    void describesItself() {
        ClientStream<ServerReflectionRequest, ServerReflectionResponse> reflection =
                ClientStream.open(
                        channel,
                        ServerReflectionGrpc.getServerReflectionInfoMethod(),
                        CallOptions.DEFAULT);
        reflection.take(Integer.MAX_VALUE);
        reflection.send(ServerReflectionRequest.newBuilder().setListServices("").build());
        reflection.send(
                ServerReflectionRequest.newBuilder().setFileContainingSymbol("log.v1.Log").build());
        reflection.halfClose();

        assertThat(reflection.code()).isEqualTo(Status.Code.OK);
        assertThat(reflection.answers().getFirst().getListServicesResponse().getServiceList())
                .extracting(ServiceResponse::getName)
                .contains("log.v1.Log", "grpc.health.v1.Health");
        assertThat(
                        reflection
                                .answers()
                                .getLast()
                                .getFileDescriptorResponse()
                                .getFileDescriptorProto(0)
                                .toStringUtf8())
                .contains("ProduceRequest");
    }

    @Test
    void letsItsConnectionsBeLookedAt() {
        var servers =
                ChannelzGrpc.newBlockingStub(channel)
                        .getServers(GetServersRequest.getDefaultInstance())
                        .getServerList();

        assertThat(servers).isNotEmpty();
    }

    private ServingStatus check(String service) {
        return HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.newBuilder().setService(service).build())
                .getStatus();
    }
}
