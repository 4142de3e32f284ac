package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.security.AccessListFiles.EFFECTS;
import static proglog.security.AccessListFiles.PATTERNS;
import static proglog.security.AccessListFiles.PLAIN;
import static proglog.security.AccessListFiles.ROLES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import proglog.Background;

/// Who may do what, by files in Casbin's format.
final class CasbinAuthorizerTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "root,   PRODUCE, true", "root,   CONSUME, true", "root,   INSPECT, true",
        "nobody, PRODUCE, false", "nobody, CONSUME, false", "nobody, INSPECT, false",
        "ROOT,   PRODUCE, false", "root$$*, PRODUCE, false", "*, PRODUCE, false"
    })
    void theShippedListLetsRootAlone(String subject, Action action, boolean allowed)
            throws IOException {
        CasbinAuthorizer shipped =
                CasbinAuthorizer.open(Path.of("acl/model.conf"), Path.of("acl/policy.csv"));

        assertThat(permits(shipped, subject, action)).isEqualTo(allowed);
        assertThat(shipped.permits(new Subject(subject), "another log", action)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"alice, true", "bob, true", "writers, true", "carol, false", "nobody, false"})
    void aRoleGivesItsMembersWhatItMay(String subject, boolean allowed) throws IOException {
        CasbinAuthorizer roles =
                files(
                                ROLES,
                                "p, writers, *, produce",
                                "g, alice, writers",
                                "g, bob, team",
                                "g, team, writers")
                        .open();

        assertThat(permits(roles, subject, Action.PRODUCE)).isEqualTo(allowed);
        assertThat(permits(roles, subject, Action.CONSUME)).isFalse();
    }

    @Test
    void aLineThatDeniesOverridesOnesThatAllow() throws IOException {
        CasbinAuthorizer effects =
                files(
                                EFFECTS,
                                "p, eve, *, produce, allow",
                                "p, eve, *, produce, deny",
                                "p, bob, *, produce, allow")
                        .open();

        assertThat(permits(effects, "eve", Action.PRODUCE)).isFalse();
        assertThat(permits(effects, "bob", Action.PRODUCE)).isTrue();
    }

    @Test
    void aModelMayUsePatterns() throws IOException {
        CasbinAuthorizer patterns = files(PATTERNS, "p, ^worker-[0-9]+$, *, prod*").open();

        assertThat(permits(patterns, "worker-12", Action.PRODUCE)).isTrue();
        assertThat(permits(patterns, "worker-12", Action.CONSUME)).isFalse();
        assertThat(permits(patterns, "my worker-12", Action.PRODUCE)).isFalse();
    }

    @Test
    void aNameIsAValueWhateverIsInIt() throws IOException {
        CasbinAuthorizer odd = files(PLAIN, "p, \"Smith, \"\"J\"\"\", *, produce").open();

        assertThat(permits(odd, "Smith, \"J\"", Action.PRODUCE)).isTrue();
        assertThat(permits(odd, "' || true || '", Action.PRODUCE)).isFalse();
    }

    @Test
    void aReloadTakesAndGivesRights() throws IOException {
        AccessListFiles files = files(ROLES, "p, writers, *, produce", "g, alice, writers");
        CasbinAuthorizer authorizer = files.open();
        assertThat(permits(authorizer, "alice", Action.PRODUCE)).isTrue();
        long before = authorizer.generation();

        files.write("p, writers, *, produce", "g, bob, writers");
        authorizer.reload();

        assertThat(authorizer.generation()).isNotEqualTo(before);
        assertThat(permits(authorizer, "alice", Action.PRODUCE)).isFalse();
        assertThat(permits(authorizer, "bob", Action.PRODUCE)).isTrue();
    }

    @Test
    void aReloadOfTheSameTextChangesNothing() throws IOException {
        CasbinAuthorizer authorizer = files(PLAIN, "p, root, *, produce").open();
        long before = authorizer.generation();

        authorizer.reload();

        assertThat(authorizer.generation()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p, root, *, prodce | policy.csv:1: can never match",
                "p, root, *         | policy.csv:1: 2 fields",
                "''                 | policy.csv: the file is empty"
            })
    void brokenNewRulesKeepTheOldOnesAndAreLoggedOnce(String line, String reason)
            throws IOException {
        AccessListFiles files = files(PLAIN, "p, root, *, produce");
        CasbinAuthorizer authorizer = files.open();
        long before = authorizer.generation();

        try (LoggedLines lines = LoggedLines.of(ReloadedFiles.class.getName())) {
            files.write(line);
            authorizer.reload();

            assertThat(lines.lines()).singleElement().asString().contains("stays in force", reason);
        }
        assertThat(permits(authorizer, "root", Action.PRODUCE)).isTrue();
        assertThat(authorizer.generation()).isEqualTo(before);
    }

    @Test
    void aDeletedFileKeepsTheOldRules() throws IOException {
        AccessListFiles files = files(PLAIN, "p, root, *, produce");
        CasbinAuthorizer authorizer = files.open();

        Files.delete(files.policy());
        authorizer.reload();

        assertThat(permits(authorizer, "root", Action.PRODUCE)).isTrue();
    }

    @Test
    void remembersABoundedNumberOfAnswers() throws IOException {
        CasbinAuthorizer authorizer = files(PLAIN, "p, root, *, produce").open();

        for (int i = 0; i < Rules.REMEMBERED_ANSWERS + 10; i++) {
            assertThat(permits(authorizer, "stranger-" + i, Action.PRODUCE)).isFalse();
        }

        assertThat(authorizer.rememberedAnswers()).isBetween(1, Rules.REMEMBERED_ANSWERS);
        assertThat(permits(authorizer, "root", Action.PRODUCE)).isTrue();
    }

    // Two authorizers, as jCasbin lets all engines of a process share what they know of roles.
    @Test
    void manyThreadsAndReloadsNeverSeeAnAnswerOfOtherRules() throws Exception {
        AccessListFiles files = files(ROLES, "p, writers, *, produce", "g, alice, writers");
        CasbinAuthorizer one = files.open();
        CasbinAuthorizer other =
                AccessListFiles.in(
                                Files.createDirectory(directory.resolve("other")),
                                ROLES,
                                "p, writers, *, produce",
                                "g, bob, writers")
                        .open();
        AtomicBoolean stop = new AtomicBoolean();
        List<Background<Integer>> askers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            askers.add(Background.start(() -> askUntil(stop, other)));
        }

        for (int round = 0; round < 60; round++) {
            boolean aliceMay = round % 2 == 1;
            files.write(
                    "p, writers, *, produce",
                    "g, %s, writers".formatted(aliceMay ? "alice" : "bob"));
            one.reload();
            assertThat(permits(one, "alice", Action.PRODUCE)).isEqualTo(aliceMay);
            assertThat(permits(one, "bob", Action.PRODUCE)).isEqualTo(!aliceMay);
        }

        stop.set(true);
        for (Background<Integer> asker : askers) {
            assertThat(asker.result()).isPositive();
        }
    }

    private static int askUntil(AtomicBoolean stop, Authorizer authorizer) {
        int asked = 0;
        while (!stop.get()) {
            assertThat(permits(authorizer, "alice", Action.PRODUCE)).isFalse();
            assertThat(permits(authorizer, "bob", Action.PRODUCE)).isTrue();
            assertThat(permits(authorizer, "stranger-" + asked++, Action.PRODUCE)).isFalse();
        }
        return asked;
    }

    private static boolean permits(Authorizer authorizer, String subject, Action action) {
        return authorizer.permits(new Subject(subject), Authorizer.EVERYTHING, action);
    }

    private AccessListFiles files(String model, String... policies) throws IOException {
        return AccessListFiles.in(directory, model, policies);
    }
}
