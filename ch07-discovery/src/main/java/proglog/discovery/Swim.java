package proglog.discovery;

import io.atomix.cluster.BootstrapService;
import io.atomix.cluster.ClusterMembershipEvent;
import io.atomix.cluster.Node;
import io.atomix.cluster.discovery.BootstrapDiscoveryConfig;
import io.atomix.cluster.discovery.NodeDiscoveryConfig;
import io.atomix.cluster.discovery.NodeDiscoveryEvent;
import io.atomix.cluster.discovery.NodeDiscoveryEventListener;
import io.atomix.cluster.discovery.NodeDiscoveryProvider;
import io.atomix.cluster.impl.DefaultClusterMembershipService;
import io.atomix.cluster.impl.DefaultNodeDiscoveryService;
import io.atomix.cluster.protocol.GroupMembershipProtocol;
import io.atomix.cluster.protocol.SwimMembershipProtocol;
import io.atomix.cluster.protocol.SwimMembershipProtocolConfig;
import io.atomix.utils.Version;
import io.atomix.utils.event.AbstractListenerManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Atomix's SWIM, on our [Transport]. For many threads.
final class Swim {

    private static final Logger logger = LoggerFactory.getLogger(Swim.class);
    private static final int VERSION = 1;

    private final io.atomix.cluster.Member self;
    private final DefaultClusterMembershipService service;
    private final Sought sought;
    private final CompletableFuture<Void> goodbyeIsOut = new CompletableFuture<>();

    private Swim(
            io.atomix.cluster.Member self, DefaultClusterMembershipService service, Sought sought) {
        this.self = self;
        this.service = service;
        this.sought = sought;
    }

    /// Takes part, and keeps `board` up to date.
    static Swim start(Member self, Run run, Periods periods, SwimMessages messages, Board board) {
        var member =
                io.atomix.cluster.Member.builder(self.name())
                        .withAddress(messages.address())
                        .build();
        member.properties().putAll(self.tags());
        Sought sought = new Sought();
        GroupMembershipProtocol protocol = SwimMembershipProtocol.TYPE.newProtocol(config(periods));
        var discovery = new DefaultNodeDiscoveryService(messages, member, sought);
        var service =
                new DefaultClusterMembershipService(
                        member, version(run), discovery, messages, protocol);
        Swim swim = new Swim(member, service, sought);
        service.addListener(event -> swim.onEvent(event, board));
        service.start().join();
        return swim;
    }

    // Atomix takes a member of another version for another member, and one of the same version for
    // the old one, at its old address.
    private static Version version(Run run) {
        return Version.from(VERSION, run.first(), run.second(), null);
    }

    private static Run run(Version version) {
        return new Run(version.minor(), version.patch());
    }

    private static SwimMembershipProtocolConfig config(Periods periods) {
        return new SwimMembershipProtocolConfig()
                .setProbeInterval(periods.probe())
                .setProbeTimeout(periods.probeTimeout())
                .setFailureTimeout(periods.suspicion())
                .setGossipInterval(periods.gossip())
                .setBroadcastUpdates(true)
                .setBroadcastDisputes(true)
                .setNotifySuspect(true);
    }

    private void onEvent(ClusterMembershipEvent event, Board board) {
        if (!event.subject().id().equals(self.id())) {
            update(board);
        } else if (event.type() == ClusterMembershipEvent.Type.METADATA_CHANGED) {
            goodbyeIsOut.complete(null);
        }
    }

    private void update(Board board) {
        Roster before = board.update(roster -> roster.next(seen()));
        for (MembershipEvent event : board.current().since(before)) {
            switch (event) {
                case MembershipEvent.Joined(Member member) ->
                        logger.info("{} at {} joined", member.name(), member.address());
                case MembershipEvent.Left(Member member) ->
                        logger.info("{} at {} left", member.name(), member.address());
                case MembershipEvent.Failed(Member member) ->
                        logger.info("{} at {} failed", member.name(), member.address());
            }
        }
    }

    // All others that have not failed: those that are suspected are still there.
    private List<Sighting> seen() {
        return service.getMembers().stream()
                .filter(member -> !member.id().equals(self.id()))
                .map(Swim::sighting)
                .toList();
    }

    private static Sighting sighting(io.atomix.cluster.Member member) {
        Presence presence = Tags.sayGoodbye(member.properties()) ? Presence.LEFT : Presence.HERE;
        return new Sighting(
                new Member(
                        member.id().id(),
                        SwimMessages.text(member.address()),
                        Tags.of(member.properties())),
                run(member.version()).toString(),
                presence);
    }

    /// Shows itself at `address`, and learns who is there.
    void seek(String address) {
        sought.look(address);
    }

    /// Says goodbye to the members at `addresses`, who tell the others.
    void sayGoodbye(Collection<String> addresses, SwimMessages messages, Duration patience)
            throws InterruptedException {
        self.properties().setProperty(Tags.LEFT, "true");
        await(goodbyeIsOut, patience);
        addresses.forEach(this::seek);
        await(messages.allAnswered(), patience);
    }

    private static void await(CompletableFuture<Void> done, Duration patience)
            throws InterruptedException {
        try {
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // Who did not hear it will see us fail.
        }
    }

    void stop() {
        service.stop().join();
    }

    /// Atomix asks it where to look. It has no list to be asked for, which would be probed in turn
    /// with the members, and so delay noticing that one of those has failed: it tells.
    private static final class Sought
            extends AbstractListenerManager<NodeDiscoveryEvent, NodeDiscoveryEventListener>
            implements NodeDiscoveryProvider {

        void look(String address) {
            Node node =
                    Node.builder()
                            .withId("?" + address)
                            .withAddress(SwimMessages.address(HostPort.parse(address)))
                            .build();
            post(new NodeDiscoveryEvent(NodeDiscoveryEvent.Type.JOIN, node));
        }

        @Override
        public Set<Node> getNodes() {
            return Set.of();
        }

        @Override
        public NodeDiscoveryConfig config() {
            return new BootstrapDiscoveryConfig();
        }

        @Override
        public CompletableFuture<Void> join(BootstrapService bootstrap, Node self) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> leave(Node self) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
