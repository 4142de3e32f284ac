package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.error.RaftError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.CommitLogException;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.consensus.ClusterNode;
import proglog.consensus.NotLeaderException;

/// Whether nothing has happened, or something may have, when JRaft complains.
final class RefusalsTest {

    private final Reigns reigns =
            new Reigns(new Roster(List.of(new ClusterNode("b", "127.0.0.1:1", "127.0.0.1:2"))));
    private final Refusals refusals = new Refusals("a", reigns);

    record Complaint(
            RaftError error,
            String text,
            Class<? extends CommitLogException> meaning,
            String message) {

        Status status() {
            return new Status(error, "%s", text);
        }
    }

    static List<Complaint> ofCommands() {
        String notLeader = "a does not lead, and knows of no leader";
        return List.of(
                complaint(
                        RaftError.EBUSY, "full", LogUnavailableException.class, "a is busy: full"),
                complaint(RaftError.EPERM, "Is not leader.", NotLeaderException.class, notLeader),
                complaint(
                        RaftError.EPERM,
                        "expected_term=1 doesn't match current_term=2",
                        NotLeaderException.class,
                        notLeader),
                complaint( // it was queued: another leader may have it
                        RaftError.EPERM,
                        "Leader stepped down",
                        OutcomeUnknownException.class,
                        "a gave up: Leader stepped down"),
                complaint(
                        RaftError.EIO,
                        "Is not leader.",
                        OutcomeUnknownException.class,
                        "a gave up: Is not leader."));
    }

    @ParameterizedTest
    @MethodSource("ofCommands")
    void tellsWhatBecameOfACommand(Complaint given) {
        assertThat(refusals.ofCommand(given.status()))
                .isExactlyInstanceOf(given.meaning())
                .hasMessage(given.message());
    }

    static List<Complaint> ofChanges() {
        return List.of(
                complaint(
                        RaftError.EPERM,
                        "Not leader",
                        NotLeaderException.class,
                        "a does not lead, and knows of no leader"),
                complaint(
                        RaftError.EBUSY,
                        "Doing another",
                        LogUnavailableException.class,
                        "a could not add b: Doing another"),
                complaint(
                        RaftError.ECATCHUP,
                        "too slow",
                        LogUnavailableException.class,
                        "a could not add b: too slow"),
                complaint(
                        RaftError.EINVAL,
                        "no such peer",
                        LogUnavailableException.class,
                        "a could not add b: no such peer"),
                complaint(
                        RaftError.EPERM,
                        "Leader stepped down",
                        OutcomeUnknownException.class,
                        "a could not add b: Leader stepped down"),
                complaint(
                        RaftError.EIO,
                        "Not leader",
                        OutcomeUnknownException.class,
                        "a could not add b: Not leader"));
    }

    @ParameterizedTest
    @MethodSource("ofChanges")
    void tellsWhatBecameOfAChangeOfVoters(Complaint given) {
        assertThat(refusals.ofChange("add b", given.status()))
                .isExactlyInstanceOf(given.meaning())
                .hasMessage(given.message());
    }

    @Test
    void nothingDependsOnASnapshot() {
        assertThat(refusals.ofSnapshot(new Status(RaftError.EIO, "%s", "no room")))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("a takes no snapshot: no room");
    }

    private static Complaint complaint(
            RaftError error,
            String text,
            Class<? extends CommitLogException> meaning,
            String message) {
        return new Complaint(error, text, meaning, message);
    }
}
