package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.consensus.LoggedLines;

/// Task 9.5: [ClusterResolver#lost], what is known of a cluster whose servers come and go.
@Tag("task-9.5")
final class ClusterResolverTest {

    private static final String SECTION = "see README.md, Task 9.5";

    @Test
    void tellsWhoServesAndWhoLeads() {
        try (ScriptedServer a = ScriptedServer.start();
                ScriptedServer b = ScriptedServer.start();
                Resolving resolving = Resolving.start(a.address())) {
            a.say(1, a.follows(), b.leads());

            awaitLast(resolving, "%s %s*".formatted(a.address(), b.address()));
        }
    }

    @Test
    void tellsOfANewLeaderWithoutBeingAsked() {
        try (ScriptedServer a = ScriptedServer.start();
                ScriptedServer b = ScriptedServer.start();
                Resolving resolving = Resolving.start(a.address())) {
            a.say(1, a.leads(), b.follows());
            awaitLast(resolving, "%s* %s".formatted(a.address(), b.address()));

            b.say(2, a.follows(), b.leads()); // of whom only the other one knew

            awaitLast(resolving, "%s %s*".formatted(a.address(), b.address()));
            assertThat(resolving.told()).hasSize(2);
        }
    }

    @Test
    void saysNothingTwice() {
        try (ScriptedServer a = ScriptedServer.start();
                Resolving resolving = Resolving.start(a.address())) {
            a.say(1, a.leads());
            awaitLast(resolving, a.address() + "*");
            a.say(2, a.leads());
            a.say(3, a.follows());
            awaitLast(resolving, a.address());

            assertThat(resolving.told()).containsExactly(a.address() + "*", a.address());
        }
    }

    @Test
    void goesOnWithTheOthersWhenAServerIsGone() {
        try (LoggedLines logged = LoggedLines.of(ServerWatch.class.getName());
                ScriptedServer a = ScriptedServer.start();
                ScriptedServer b = ScriptedServer.start();
                Resolving resolving = Resolving.start(a.address())) {
            a.say(1, a.leads(), b.follows());
            b.say(1, a.leads(), b.follows());
            Background.until(() -> b.listeners() == 1);

            a.close();
            b.say(2, a.follows(), b.leads());

            awaitLast(resolving, "%s %s*".formatted(a.address(), b.address()));
            Background.until(() -> !logged.lines().isEmpty());
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN %s does not say who is in".formatted(a.address()));
        }
    }

    @Test
    void keepsWhatItKnewWhenNobodyAnswers() {
        try (LoggedLines logged = LoggedLines.of(ServerWatch.class.getName());
                ScriptedServer a = ScriptedServer.start();
                Resolving resolving = Resolving.start(a.address())) {
            a.say(1, a.leads());
            awaitLast(resolving, a.address() + "*");

            a.close();
            Background.until(() -> !logged.lines().isEmpty());
            resolving.refresh();

            try (ScriptedServer again = ScriptedServer.start(a.port())) {
                Background.until(() -> again.listeners() == 1);
                assertThat(resolving.told()).as(SECTION).containsExactly(a.address() + "*");
                assertThat(logged.lines()).as("each is said once").hasSize(1);
                again.say(2, again.follows());
                awaitLast(resolving, a.address());
                assertThat(logged.lines().getLast())
                        .isEqualTo("INFO %s says again who is in the cluster", a.address());
            }
        }
    }

    @Test
    void saysWhyNothingIsKnownWhenNoneOfTheServersAnswers() {
        ScriptedServer a = ScriptedServer.start();
        ScriptedServer b = ScriptedServer.start();
        a.close();
        b.close();

        try (Resolving resolving = Resolving.start(a.address(), b.address())) {
            Background.until(() -> !resolving.told().isEmpty());
            assertThat(resolving.told().getFirst())
                    .as(SECTION)
                    .startsWith(
                            "UNAVAILABLE: no server of [%s, %s] says who is in the cluster: "
                                    .formatted(a.address(), b.address()));

            try (ScriptedServer again = ScriptedServer.start(b.port())) {
                again.say(1, again.leads());
                awaitLast(resolving, b.address() + "*");
                assertThat(resolving.told()).as("it is said once").hasSize(2);
            }
        }
    }

    @Test
    void oneOfTheServersIsEnough() {
        ScriptedServer gone = ScriptedServer.start();
        gone.close();
        try (ScriptedServer a = ScriptedServer.start();
                Resolving resolving = Resolving.start(gone.address(), a.address())) {
            a.say(1, a.leads());

            awaitLast(resolving, a.address() + "*");
            assertThat(resolving.told()).as(SECTION).hasSize(1);
        }
    }

    @Test
    void saysThatItIsNotPermitted() {
        try (ScriptedServer a = ScriptedServer.start()) {
            a.refuse(Status.PERMISSION_DENIED.withDescription("nobody is not permitted"));
            try (Resolving resolving = Resolving.start(a.address())) {
                Background.until(() -> !resolving.told().isEmpty());

                assertThat(resolving.last())
                        .startsWith("PERMISSION_DENIED: ")
                        .endsWith(": nobody is not permitted");
            }
        }
    }

    @Test
    void asksAgainAndAgainWhereThereIsNoStream() {
        try (ScriptedServer a = ScriptedServer.startOld();
                ScriptedServer b = ScriptedServer.startOld();
                Resolving resolving = Resolving.start(a.address())) {
            a.say(0, a.leads(), b.follows());
            b.say(0, a.leads(), b.follows());
            Background.until(() -> resolving.last().startsWith(a.address() + "*"));

            a.say(0, a.follows(), b.leads());
            b.say(0, a.follows(), b.leads());

            Background.until(() -> resolving.last().endsWith(b.address() + "*"));
        }
    }

    @Test
    void listensToMembersOnly() {
        try (ScriptedServer a = ScriptedServer.start();
                ScriptedServer b = ScriptedServer.start();
                ScriptedServer c = ScriptedServer.start();
                Resolving resolving = Resolving.start(c.address())) {
            c.say(1, a.follows(), b.follows(), c.leads());
            Background.until(() -> a.listeners() == 1);

            a.say(2, a.leads(), b.follows());

            Background.until(() -> c.listeners() == 0);
            awaitLast(resolving, "%s* %s".formatted(a.address(), b.address()));
        }
    }

    @Test
    @Tag("seconds")
    void hangsUpWhenItIsNotNeededAnyMore() {
        try (ScriptedServer a = ScriptedServer.start()) {
            a.say(1, a.leads());
            try (Resolving resolving = Resolving.start(a.address())) {
                awaitLast(resolving, a.address() + "*");
            }

            Background.until(() -> a.listeners() == 0);
        }
    }

    private static void awaitLast(Resolving resolving, String expected) {
        try {
            Background.until(() -> resolving.last().equals(expected));
        } catch (AssertionError _) {
            assertThat(resolving.last()).as(SECTION).isEqualTo(expected);
        }
    }
}
