package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where somebody may be whom this node, `a`, does not have yet.
final class MissingTest {

    private static final Hello A = new Hello("ours", "a", "a:1", "run-a");
    private static final Hello B = new Hello("ours", "b", "b:1", "run-b");

    private final Map<String, Hello> met = new HashMap<>();
    private Roster roster = Roster.EMPTY;
    private final Missing missing =
            new Missing(A, () -> roster, place -> Optional.ofNullable(met.get(place)));

    @Test
    void isWhereNobodyIsKnownToBe() {
        assertThat(missing.isMissing("b:1")).isTrue();
    }

    @Test
    void isNotHere() {
        assertThat(missing.isMissing("a:1")).isFalse();
    }

    @Test
    void isNotWhereAMemberIs() {
        see(B, Presence.HERE);

        assertThat(missing.isMissing("b:1")).isFalse();
        assertThat(missing.isMissing("c:1")).isTrue();
    }

    @Test
    void isWhereAMemberFailed() {
        see(B, Presence.FAILED);

        assertThat(missing.isMissing("b:1")).isTrue();
    }

    @Test
    void isNotAtAnotherNameOfThisNodeOrOfAMember() {
        see(B, Presence.HERE);
        met.put("alias-of-a:1", A);
        met.put("alias-of-b:1", B);

        assertThat(missing.isMissing("alias-of-a:1")).isFalse();
        assertThat(missing.isMissing("alias-of-b:1")).isFalse();
    }

    @Test
    void isWhereSomebodyAnsweredWhoIsNoMember() {
        met.put("alias-of-b:1", B);

        assertThat(missing.isMissing("alias-of-b:1")).isTrue();
    }

    @Test
    void isWhereAMemberWasStartedAgain() {
        see(new Hello("ours", "b", "b:1", "an earlier run"), Presence.HERE);
        met.put("alias-of-b:1", B);

        assertThat(missing.isMissing("alias-of-b:1")).isTrue();
    }

    private void see(Hello node, Presence presence) {
        Member member = new Member(node.name(), node.address(), Map.of());
        roster = Roster.EMPTY.next(List.of(new Sighting(member, node.run(), presence)));
    }
}
