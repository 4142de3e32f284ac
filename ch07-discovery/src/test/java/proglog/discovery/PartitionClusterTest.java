package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import proglog.Background;
import proglog.FreePorts;

/// Members that cannot reach each other for a while, though both are well.
@Tag("cluster")
final class PartitionClusterTest {

    private final Members members;
    private final Relay toA = Relay.open();
    private final Relay toB = Relay.open();
    private final AtomixMembership a;
    private final AtomixMembership b;
    private final Heard byA;
    private final Heard byB;

    PartitionClusterTest(@TempDir Path folder) {
        members = new Members(folder);
        a = startBehind(toA, "a", List.of());
        b = startBehind(toB, "b", List.of(toA.address()));
        Members.awaitNames(List.of(a, b), "a", "b");
        byA = Heard.from(a);
        byB = Heard.from(b);
        byA.await("joined b");
        byB.await("joined a");
    }

    private AtomixMembership startBehind(Relay relay, String name, List<String> join) {
        int port = FreePorts.any();
        relay.leadTo(port);
        return members.start(
                name,
                _ ->
                        MembershipConfig.of(name, "127.0.0.1:" + port)
                                .withAdvertisedAddress(relay.address())
                                .withPeriods(Members.FAST)
                                .withJoin(join));
    }

    @AfterEach
    void stop() {
        members.close();
        toA.close();
        toB.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "SWALLOW"})
    void failForEachOtherAndJoinWhenItIsOver(Relay.Mode mode) {
        set(mode);
        byA.await("failed b");
        byB.await("failed a");

        set(Relay.Mode.OPEN);

        Background.until(() -> byA.count("joined b") == 2);
        Background.until(() -> byB.count("joined a") == 2);
        Members.awaitNames(List.of(a, b), "a", "b");
    }

    @Test
    void findEachOtherAfterTheProtocolHasGivenUp() {
        set(Relay.Mode.CUT);
        byA.await("failed b");
        byB.await("failed a");
        int before = toB.refused();
        Background.until(() -> toB.refused() > before + 20); // seconds of them

        set(Relay.Mode.OPEN);

        Members.awaitNames(List.of(a, b), "a", "b");
    }

    @Test
    void flapWithoutLosingCount() {
        for (int round = 1; round <= 3; round++) {
            int times = round;
            set(Relay.Mode.CUT);
            Background.until(() -> byA.count("failed b") == times);
            set(Relay.Mode.OPEN);
            Background.until(() -> byA.count("joined b") == times + 1);
        }

        List<String> heard = byA.events();
        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i)).isEqualTo(i % 2 == 0 ? "joined b" : "failed b");
        }
    }

    private void set(Relay.Mode mode) {
        toA.set(mode);
        toB.set(mode);
    }
}
