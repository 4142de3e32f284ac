package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Task 5.4: [Permit#holds].
@Tag("task-5.4")
final class PermitTest {

    private static final String SECTION = "see README.md, Task 5.4";
    private static final Subject ALICE = new Subject("alice");

    private final Switch rules = new Switch();
    private final Permit permit = permit("log.v1.Log/Produce", rules);

    @Test
    void holdsWhileTheRulesSaySo() {
        assertThat(permit.holds()).as(SECTION).isTrue();

        rules.turn(false);
        assertThat(permit.holds()).as(SECTION).isFalse();

        rules.turn(true);
        assertThat(permit.holds()).as(SECTION).isTrue();
    }

    @Test
    void asksOnceAsLongAsTheRulesStayWhatTheyAre() {
        for (int i = 0; i < 100; i++) {
            assertThat(permit.holds()).as(SECTION).isTrue();
        }

        assertThat(rules.asked).as(SECTION).hasValue(1);
    }

    @Test
    void asksAgainAfterAnyChange() {
        permit.holds();

        rules.turn(true);
        permit.holds();

        assertThat(rules.asked).as(SECTION).hasValue(2);
    }

    @Test
    void isContentWithOneOfSeveralActions() {
        Permit servers = permit("log.v1.Log/GetServers", only(Action.PRODUCE));

        assertThat(servers.holds()).as(SECTION).isTrue();
        assertThat(permit("log.v1.Log/Consume", only(Action.PRODUCE)).holds())
                .as(SECTION)
                .isFalse();
    }

    // The rules change between the two questions: the answer is from before.
    @Test
    void doesNotTakeAnOldYesForANewOne() {
        Permit overtaken =
                permit(
                        "log.v1.Log/Produce",
                        new Rules() {
                            @Override
                            public boolean permits(Subject subject, String object, Action action) {
                                boolean answer = rules.permits(subject, object, action);
                                rules.turn(false);
                                return answer;
                            }
                        });

        assertThat(overtaken.holds()).as(SECTION).isTrue();
        assertThat(overtaken.holds()).as(SECTION).isFalse();
    }

    private abstract class Rules implements Authorizer {

        @Override
        public long generation() {
            return rules.generation();
        }
    }

    private Authorizer only(Action permitted) {
        return new Rules() {
            @Override
            public boolean permits(Subject subject, String object, Action action) {
                return action == permitted;
            }
        };
    }

    private static Permit permit(String method, Authorizer rules) {
        return new Permit(rules, ALICE, AccessTable.STANDARD.of(method).orElseThrow());
    }
}
