package proglog.discovery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import proglog.Background;
import proglog.security.MutualTls;

/// Members of one cluster in this process, closed together.
final class Members implements AutoCloseable {

    static final Periods FAST =
            new Periods(
                    Duration.ofMillis(50),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(20),
                    Duration.ofMillis(100));

    private final MutualTls tls;
    private final List<AtomixMembership> members = new ArrayList<>();

    Members(Path folder) {
        this(Credentials.in(folder.resolve("certs")));
    }

    Members(Credentials credentials) {
        this.tls = credentials.peer();
    }

    /// Starts a member that is to join the one started first.
    AtomixMembership start(String name) {
        List<String> join =
                members.isEmpty() ? List.of() : List.of(members.getFirst().self().address());
        return start(name, config -> config.withJoin(join));
    }

    AtomixMembership start(String name, UnaryOperator<MembershipConfig> change) {
        return add(join(change.apply(config(name))));
    }

    static MembershipConfig config(String name) {
        return MembershipConfig.of(name, "127.0.0.1:0")
                .withPeriods(FAST)
                .withTag("rpc", name + ":1");
    }

    private AtomixMembership join(MembershipConfig config) {
        try {
            return AtomixMembership.join(config, tls);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    AtomixMembership add(AtomixMembership member) {
        members.add(member);
        return member;
    }

    /// Waits until each member that still runs knows exactly `names`.
    static void awaitNames(List<? extends Membership> members, String... names) {
        members.forEach(member -> Background.until(() -> names(member).equals(List.of(names))));
    }

    static List<String> names(Membership member) {
        return member.members().stream().map(Member::name).toList();
    }

    MutualTls tls() {
        return tls;
    }

    @Override
    public void close() {
        members.reversed().forEach(AtomixMembership::vanish);
        tls.close();
    }
}
