package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Background;
import proglog.FreePorts;

/// Starting, finding the first others, and stopping.
final class AtomixMembershipTest {

    private final Members members;

    AtomixMembershipTest(@TempDir Path folder) {
        members = new Members(folder);
    }

    @AfterEach
    void stop() {
        members.close();
    }

    @Test
    void aloneItIsACluster() {
        AtomixMembership a = members.start("a");

        assertThat(a.members()).containsExactly(a.self());
        assertThat(a.self().address()).matches("127\\.0\\.0\\.1:\\d+");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        String taken = members.start("a").self().address();

        assertThatThrownBy(
                        () -> AtomixMembership.join(MembershipConfig.of("b", taken), members.tls()))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot listen on %s: Address already in use".formatted(taken));
    }

    @Test
    void anAddressOfSomebodyElseIsNamed() {
        assertThatThrownBy(() ->
                        AtomixMembership.join(
                                MembershipConfig.of("b", "192.0.2.1:8401"), members.tls()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on 192.0.2.1:8401: ");
    }

    @Test
    void anAddressThatNobodyCanReachIsNotAdvertised() {
        assertThatThrownBy(() ->
                        AtomixMembership.join(MembershipConfig.of("b", "0.0.0.0:0"), members.tls()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0.0.0.0 is no address that others can reach: advertise another one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-a", "a/b", "ä"})
    void aNameIsPlain(String name) {
        assertThatThrownBy(() -> MembershipConfig.of(name, "127.0.0.1:0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("node name ");
    }

    @Test
    void aPlaceThatCannotBeReachedIsLoggedOnceAndTriedAgain() {
        int port = FreePorts.any();
        String later = "127.0.0.1:" + port;
        try (LoggedLines logged = LoggedLines.of(Complaints.class.getName())) {
            AtomixMembership a = members.start("a", config -> config.withJoin(List.of(later)));
            Background.until(() -> !logged.lines().isEmpty());
            AtomixMembership b =
                    members.start(
                            "b", _ -> MembershipConfig.of("b", later).withPeriods(Members.FAST));

            Members.awaitNames(List.of(a, b), "a", "b");

            assertThat(logged.lines())
                    .containsExactly(
                            "WARN cannot reach %s: nobody listens there".formatted(later),
                            "INFO reached %s".formatted(later));
        }
    }

    @Test
    void membersAreFoundByAName() throws IOException {
        AtomixMembership a = members.start("a");
        int port = HostPort.parse(a.self().address()).port();
        MembershipConfig config = Members.config("b").withJoin(List.of("dns:///localhost:" + port));

        AtomixMembership b =
                members.add(
                        AtomixMembership.join(
                                config,
                                members.tls(),
                                _ -> List.of(InetAddress.ofLiteral("127.0.0.1"))));

        Members.awaitNames(List.of(a, b), "a", "b");
    }

    @Test
    void aNameThatIsUnknownIsLoggedOnce() throws IOException {
        try (LoggedLines logged = LoggedLines.of(Seeker.class.getName())) {
            List<String> asked = new CopyOnWriteArrayList<>();
            members.add(
                    AtomixMembership.join(
                            Members.config("a").withJoin(List.of("dns:///nodes:8401")),
                            members.tls(),
                            name -> {
                                asked.add(name);
                                throw new UnknownHostException(name);
                            }));
            Background.until(() -> asked.size() >= 3);

            assertThat(logged.lines())
                    .containsExactly("WARN cannot look up nodes: it is tried again");
        }
    }

    @Test
    void manyFindEachOther() {
        List<AtomixMembership> all = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
            all.add(members.start(name));
        }

        Members.awaitNames(all, "a", "b", "c", "d", "e", "f", "g");
        all.getLast().close();
        Members.awaitNames(all.subList(0, 6), "a", "b", "c", "d", "e", "f");
    }

    @Test
    void aMemberThatComesBackWithOtherTagsElsewhereHasJoined() {
        AtomixMembership a = members.start("a");
        AtomixMembership b = members.start("b");
        Heard heard = Heard.from(a);
        heard.await(1);
        b.vanish();
        heard.await("failed b");

        AtomixMembership again =
                members.start(
                        "b",
                        config ->
                                config.withTag("rpc", "b:2").withJoin(List.of(a.self().address())));

        Background.until(() -> a.members().contains(again.self()));
        assertThat(heard.await(3)).containsExactly("joined b", "failed b", "joined b");
    }

    @Test
    void closingLeavesNoThreads() {
        Set<Thread> before = threads();
        AtomixMembership a = members.start("a");
        AtomixMembership b = members.start("b");
        Heard.from(a);
        Members.awaitNames(List.of(a, b), "a", "b");

        a.close();
        b.close();
        b.close();

        Background.until(() -> before.containsAll(threads()));
    }

    // Those that Netty and the JDK keep for the whole process are named after neither.
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(atomix|gossip|member).*"))
                .collect(Collectors.toSet());
    }
}
