package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import proglog.grpc.LogServer;

/// What is answered over the network by a node that may not take part yet. There is no TLS here.
final class GateTest {

    private static final ClusterNode A = new ClusterNode("a", "a:1", "a:2");
    private static final ClusterNode B = new ClusterNode("b", "b:1", "b:2");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final MethodDescriptor<String, String> VOTE =
            AdmissionCall.ASK.method().toBuilder()
                    .setFullMethodName("proglog.consensus.Raft/VOTE")
                    .build();

    private final Gate gate = new Gate();
    private final ScriptedConsensus<String> consensus =
            new ScriptedConsensus<>(A, new NoMachine(), false);
    private final Admission admission = new Admission("a", consensus, gate);
    private LogServer server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        server =
                LogServer.builder()
                        .intercept(gate)
                        .serve(engine())
                        .serve(admission)
                        .start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void letsNoEngineThroughUntilItIsOpen() {
        assertThat(vote()).isEqualTo("UNAVAILABLE: this node has a new disk, and no vote yet");

        gate.open();

        assertThat(vote()).isEqualTo("granted");
    }

    @Test
    void everybodyIsToldWhatANodeBehindItKnows() {
        assertThat(AdmissionCall.ASK.ask(channel, "b b:1", PATIENCE)).isEqualTo("NO_CLUSTER");
    }

    @Test
    void whoeverAsksALeaderByRightIsAdmitted() {
        ScriptedMembership membership = new ScriptedMembership();
        membership.with(ScriptedMembership.member("b"));
        gate.open();
        consensus.lead(1);
        assertThat(consensus.addVoter(B)).isCompleted();
        admission.know(membership);

        assertThat(AdmissionCall.ASK.ask(channel, "b b:1", PATIENCE)).isEqualTo("ADMITTED");
        assertThat(consensus.nodes()).containsExactly(A);
    }

    @Test
    void aNodeTakesPartOnceItIsOpen() {
        gate.open();

        assertThat(Admission.takesPart(channel)).isTrue();
    }

    @Test
    void aNodeThatCannotBeAskedMayTakePart() {
        server.close();

        assertThat(Admission.takesPart(channel)).isTrue();
    }

    @Test
    void saysWhetherItWasOpenedInTime() throws InterruptedException {
        assertThat(gate.await(Duration.ZERO)).isFalse();

        gate.open();

        assertThat(gate.await(Duration.ZERO)).isTrue();
    }

    private static BindableService engine() {
        return () ->
                ServerServiceDefinition.builder("proglog.consensus.Raft")
                        .addMethod(
                                VOTE,
                                ServerCalls.asyncUnaryCall((_, answers) -> {
                                    answers.onNext("granted");
                                    answers.onCompleted();
                                }))
                        .build();
    }

    private String vote() {
        try {
            CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
            return ClientCalls.blockingUnaryCall(channel, VOTE, soon, "");
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode() + ": " + refused.getStatus().getDescription();
        }
    }
}
