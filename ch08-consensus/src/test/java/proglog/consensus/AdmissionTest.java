package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.consensus.ScriptedMembership.member;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.LogUnavailableException;
import proglog.discovery.MembershipEvent.Joined;

/// A node with a new disk takes part when its former vote is gone, and not before.
final class AdmissionTest {

    private static final ClusterNode A = new ClusterNode("a", "a:1", "a:2");
    private static final ClusterNode B = new ClusterNode("b", "b:1", "b:2");
    private static final ClusterNode C = new ClusterNode("c", "c:1", "c:2");
    private static final String ASKED_BY_B = "b b:1";

    private final ScriptedMembership membership = new ScriptedMembership();
    private final ScriptedConsensus<String> consensus =
            new ScriptedConsensus<>(A, new NoMachine(), false);
    private final Gate gate = new Gate();
    private final Admission admission = new Admission("a", consensus, gate);

    @BeforeEach
    void leadWithAVoteOfB() {
        gate.open();
        consensus.lead(1);
        assertThat(consensus.addVoter(B)).isCompleted();
        assertThat(consensus.addVoter(C)).isCompleted();
        membership.with(member("b"));
        admission.know(membership);
    }

    @Test
    void takesTheVoteOfTheFormerDisk() {
        assertThat(admission.standing(ASKED_BY_B)).isEqualTo(Standing.ADMITTED);
        assertThat(consensus.nodes()).containsExactly(A, C);

        assertThat(admission.standing(ASKED_BY_B)).isEqualTo(Standing.ADMITTED);
    }

    @Test
    void onlyALeaderAdmits() {
        consensus.follow(2, Optional.of(C));

        assertThat(admission.standing(ASKED_BY_B)).isEqualTo(Standing.NOT_NOW);
        assertThat(consensus.nodes()).containsExactly(A, B, C);
    }

    @Test
    void aLeaderThatMayHaveBeenReplacedAdmitsNobody() {
        consensus.onBarrier(
                () -> CompletableFuture.failedFuture(new LogUnavailableException("no majority")));

        assertThat(admission.standing(ASKED_BY_B)).isEqualTo(Standing.NOT_NOW);
        assertThat(consensus.nodes()).containsExactly(A, B, C);
    }

    @Test
    void admitsNobodyWhomMembershipDoesNotKnowThere() {
        assertThat(admission.standing("b elsewhere:1")).isEqualTo(Standing.NOT_NOW);
        assertThat(admission.standing("c c:1")).isEqualTo(Standing.NOT_NOW);
        assertThat(admission.standing("a a:1")).isEqualTo(Standing.NOT_NOW);
        assertThat(admission.standing("nonsense")).isEqualTo(Standing.NOT_NOW);
        assertThat(consensus.nodes()).containsExactly(A, B, C);
    }

    @Test
    void whoWaitsItselfKnowsOfNoCluster() {
        Admission waiting = new Admission("a", consensus, new Gate());

        assertThat(waiting.standing(ASKED_BY_B)).isEqualTo(Standing.NO_CLUSTER);
    }

    @Test
    void nobodyGetsAVoteBeforeItTakesPart() {
        ScriptedConsensus<String> votes = new ScriptedConsensus<>(A, new NoMachine(), false);
        votes.lead(1);
        try (Voters _ = Voters.start(membership, votes, node -> !node.equals(B))) {
            membership.tell(new Joined(member("b")));
            membership.tell(new Joined(member("c")));

            Background.until(() -> votes.nodes().equals(List.of(A, C)));
        }
    }

    @Test
    @Tag("seconds")
    void behindItsGateANodeAnswersNoEngine(@TempDir Path folder) throws IOException {
        TestCertificates certificates = TestCertificates.make(folder);
        MethodDescriptor<String, String> vote = vote();
        Gate closed = new Gate();
        try (PeerNetwork node = certificates.network("ours");
                PeerNetwork other = certificates.network("ours")) {
            node.intercept(closed);
            node.serve(engine(vote));
            node.serve(new Admission("a", consensus, closed));
            node.start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            Channel channel = other.channel("127.0.0.1:" + node.address().getPort());
            assertThat(Admission.takesPart(channel)).isFalse();
            assertThat(AdmissionCall.ASK.ask(channel, ASKED_BY_B, Duration.ofSeconds(20)))
                    .isEqualTo("NO_CLUSTER");
            assertThat(refusal(channel, vote))
                    .isEqualTo("UNAVAILABLE: this node has a new disk, and no vote yet");

            closed.open();

            assertThat(Admission.takesPart(channel)).isTrue();
            assertThat(refusal(channel, vote)).isEqualTo("granted");
        }
    }

    private static MethodDescriptor<String, String> vote() {
        return AdmissionCall.ASK.method().toBuilder()
                .setFullMethodName("proglog.consensus.Raft/VOTE")
                .build();
    }

    private static BindableService engine(MethodDescriptor<String, String> vote) {
        return () ->
                ServerServiceDefinition.builder("proglog.consensus.Raft")
                        .addMethod(
                                vote,
                                ServerCalls.asyncUnaryCall((_, answers) -> {
                                    answers.onNext("granted");
                                    answers.onCompleted();
                                }))
                        .build();
    }

    private static String refusal(Channel channel, MethodDescriptor<String, String> vote) {
        try {
            return ClientCalls.blockingUnaryCall(
                    channel, vote, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), "");
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode() + ": " + refused.getStatus().getDescription();
        }
    }
}
