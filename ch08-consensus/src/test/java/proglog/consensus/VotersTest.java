package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.consensus.ScriptedMembership.member;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.discovery.Member;
import proglog.discovery.MembershipEvent.Failed;
import proglog.discovery.MembershipEvent.Joined;
import proglog.discovery.MembershipEvent.Left;

/// Votes go to those who are there.
final class VotersTest {

    private static final ClusterNode A = new ClusterNode("a", "a:1", "a:2");
    private static final ClusterNode B = new ClusterNode("b", "b:1", "b:2");
    private static final ClusterNode C = new ClusterNode("c", "c:1", "c:2");

    private final ScriptedMembership membership = new ScriptedMembership();
    private final ScriptedConsensus<String> consensus =
            new ScriptedConsensus<>(A, new NoMachine(), false);
    private final Voters voters = Voters.start(membership, consensus);

    @AfterEach
    void close() {
        voters.close();
    }

    @Test
    void givesAVoteToWhoJoins() {
        consensus.lead(1);

        membership.tell(new Joined(member("b")));

        awaitVoters(A, B);
    }

    @Test
    void takesTheVoteFromWhoLeaves() {
        consensus.lead(1);
        membership.tell(new Joined(member("b")));
        awaitVoters(A, B);

        membership.tell(new Left(member("b")));

        awaitVoters(A);
    }

    @Test
    void givesTheVoteBackToWhoJoinsAgain() {
        consensus.lead(1);
        membership.tell(new Joined(member("b")));
        awaitVoters(A, B);
        membership.tell(new Left(member("b")));
        awaitVoters(A);

        membership.tell(new Joined(member("b")));

        awaitVoters(A, B);
    }

    @Test
    void takesTheVoteFromWhoFailsWhenManyAreLeft() {
        consensus.lead(1);
        List.of("b", "c", "d").forEach(name -> membership.tell(new Joined(member(name))));
        Background.until(() -> consensus.nodes().size() == 4);

        membership.tell(new Failed(member("d")));

        awaitVoters(A, B, C);
    }

    @Test
    void movesTheVoteOfWhoComesBackElsewhere() {
        consensus.lead(1);
        membership.tell(new Joined(member("b")));
        awaitVoters(A, B);

        membership.tell(new Joined(member("b", "elsewhere:1")));

        awaitVoters(A, new ClusterNode("b", "elsewhere:1", "b:2"));
    }

    @Test
    void givesNoVoteToAMemberThatDoesNotSayWhereItIsReached() {
        consensus.lead(1);

        membership.tell(new Joined(new Member("x", "x:0", Map.of())));
        membership.tell(new Joined(member("b")));

        awaitVoters(A, B);
    }

    @Test
    void knowsWhoCameAndWentWhileAnotherOneLed() {
        consensus.follow(1, Optional.of(B));
        assertThat(consensus.addVoter(B)).isCompleted();
        membership.tell(new Left(member("b")));
        membership.tell(new Joined(member("c")));
        assertThat(consensus.nodes()).containsExactly(A, B);

        consensus.lead(2);

        awaitVoters(A, C);
    }

    @Test
    @Tag("seconds")
    void triesAgainWhatFails() {
        consensus.lead(1);
        consensus.refuseVotesOf("b");
        membership.tell(new Joined(member("b")));
        Background.until(() -> consensus.refused() > 1);

        consensus.refuseVotesOf("nobody");

        awaitVoters(A, B);
    }

    @Test
    void keepsNobodyWaitingForAnotherOneWhoseVoteFails() {
        consensus.lead(1);
        consensus.refuseVotesOf("b");

        membership.tell(new Joined(member("b")));
        membership.tell(new Joined(member("c")));

        awaitVoters(A, C);
    }

    @Test
    void changesNothingOnceItIsClosed() {
        consensus.lead(1);
        membership.tell(new Joined(member("b")));
        awaitVoters(A, B);

        voters.close();
        Background.until(() -> membership.listeners() == 0);
        membership.tell(new Left(member("b")));

        assertThat(consensus.nodes()).containsExactly(A, B);
    }

    private void awaitVoters(ClusterNode... nodes) {
        Background.until(() -> consensus.nodes().equals(List.of(nodes)));
    }
}
