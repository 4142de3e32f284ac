package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whom a node talks to, once TLS has said that it is a node.
@Tag("task-7.3")
final class AdmissionTest {

    private static final Hello SELF = new Hello("ours", "a", "a:1", "run-a");

    private Roster roster = Roster.EMPTY;
    private final Admission admission = new Admission(SELF, () -> roster);

    @Test
    void welcomesAnotherNodeOfTheCluster() {
        assertThat(judge("ours", "b", "b:1", "run-b")).isEqualTo(new Verdict.Welcome());
    }

    @Test
    void refusesAForeignClusterAndNamesBoth() {
        assertThat(judge("theirs", "b", "b:1", "run-b"))
                .isEqualTo(
                        new Verdict.Refused(
                                "it is of the cluster theirs, this is the cluster ours"));
    }

    @Test
    void recognisesItself() {
        assertThat(admission.judge(SELF)).isEqualTo(new Verdict.Itself());
    }

    @Test
    void refusesWhoCallsItselfLikeThisNode() {
        assertThat(judge("ours", "a", "x:1", "run-x"))
                .isEqualTo(new Verdict.Refused("the name a of x:1 is taken by a:1"));
    }

    @Test
    void refusesAnotherWithTheNameOfOneThatIsHere() {
        know(Presence.HERE);

        assertThat(judge("ours", "b", "x:1", "run-x"))
                .isEqualTo(new Verdict.Refused("the name b of x:1 is taken by b:1"));
    }

    @Test
    void welcomesAnotherOnceTheFirstHasFailedOrLeft() {
        know(Presence.FAILED);
        assertThat(judge("ours", "b", "x:1", "run-x")).isEqualTo(new Verdict.Welcome());

        know(Presence.LEFT);
        assertThat(judge("ours", "b", "x:1", "run-x")).isEqualTo(new Verdict.Welcome());
    }

    @Test
    void welcomesWhoIsStartedAgainAtTheSameAddress() {
        know(Presence.HERE);

        assertThat(judge("ours", "b", "b:1", "run-2")).isEqualTo(new Verdict.Welcome());
    }

    @Test
    void knowsWhereSomebodyHasLeft() {
        know(Presence.HERE);
        assertThat(admission.hasLeft("b:1")).isFalse();

        know(Presence.LEFT);

        assertThat(admission.hasLeft("b:1")).isTrue();
        assertThat(admission.hasLeft("x:1")).isFalse();
    }

    private void know(Presence presence) {
        Member b = new Member("b", "b:1", Map.of());
        roster = Roster.EMPTY.next(List.of(new Sighting(b, "run-b", presence)));
    }

    private Verdict judge(String cluster, String name, String address, String run) {
        return admission.judge(new Hello(cluster, name, address, run));
    }
}
