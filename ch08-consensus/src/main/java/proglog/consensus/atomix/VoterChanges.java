package proglog.consensus.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.RaftServer;
import io.atomix.protocols.raft.cluster.RaftMember;
import io.atomix.protocols.raft.cluster.impl.DefaultRaftMember;
import io.atomix.protocols.raft.cluster.impl.RaftMemberContext;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.protocol.JoinRequest;
import io.atomix.protocols.raft.protocol.LeaveRequest;
import io.atomix.protocols.raft.protocol.RaftResponse;
import io.atomix.protocols.raft.protocol.ReconfigureRequest;
import io.atomix.protocols.raft.storage.system.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import proglog.LogUnavailableException;
import proglog.consensus.ClusterNode;

/// Changes who votes, on the leader: one change at a time, each waiting for its majority. Blocks:
/// for threads of its own.
///
/// Members of Atomix join by themselves; here the leader takes them in, by handing its own Raft the
/// requests they would have sent. A new one follows without a vote until it has caught up.
final class VoterChanges {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(Failures.LIMIT_SECONDS);

    private final RaftContext raft;
    private final LocalHandlers local;
    private final PeerCalls calls;
    private final Roster roster;
    private volatile Optional<Configuration> agreed = Optional.empty(); // the last that voters saw

    VoterChanges(RaftContext raft, LocalHandlers local, PeerCalls calls, Roster roster) {
        this.raft = raft;
        this.local = local;
        this.calls = calls;
        this.roster = roster;
    }

    /// The voters that were agreed on, as far as this node has heard: it has stored who they are,
    /// and knows it after a restart. After a start, those that it has stored.
    List<ClusterNode> voters() {
        Optional<Configuration> now = Optional.ofNullable(raft.getCluster().getConfiguration());
        if (agreed.isEmpty()
                || now.filter(one -> one.index() <= raft.getCommitIndex()).isPresent()) {
            agreed = now;
        }
        return agreed.stream()
                .flatMap(configuration -> configuration.members().stream())
                .filter(member -> member.getType() == RaftMember.Type.ACTIVE)
                .map(member -> roster.at(member.memberId().id()))
                .toList();
    }

    /// Gives `node` a vote, and takes it from another of its name.
    void add(ClusterNode node) {
        if (voters().stream().noneMatch(voter -> isAt(voter, node))) {
            request(() -> local.handle(JoinRequest.class, join(node)));
            awaitCaughtUp(node);
            request(() -> local.handle(ReconfigureRequest.class, promote(node)));
        }
        voters().stream()
                .filter(voter -> voter.name().equals(node.name()) && !isAt(voter, node))
                .forEach(this::remove);
    }

    private static boolean isAt(ClusterNode one, ClusterNode other) {
        return one.raftAddress().equals(other.raftAddress());
    }

    private static RaftMember member(ClusterNode node, RaftMember.Type type) {
        return new DefaultRaftMember(MemberId.from(node.raftAddress()), type, Instant.now());
    }

    private static JoinRequest join(ClusterNode node) {
        return JoinRequest.builder().withMember(member(node, RaftMember.Type.PROMOTABLE)).build();
    }

    private ReconfigureRequest promote(ClusterNode node) {
        Configuration now = raft.getCluster().getConfiguration();
        return ReconfigureRequest.builder()
                .withMember(member(node, RaftMember.Type.ACTIVE))
                .withIndex(now.index())
                .withTerm(now.term())
                .build();
    }

    /// Takes the vote from the node called `name`.
    void remove(String name) {
        voters().stream().filter(voter -> voter.name().equals(name)).forEach(this::remove);
    }

    // A leader of Atomix that has removed itself would go on leading.
    private void remove(ClusterNode node) {
        if (voters().size() == 1) {
            throw new LogUnavailableException(node.name() + " is the last voter");
        }
        RaftMember member = member(node, RaftMember.Type.ACTIVE);
        request(() ->
                local.handle(
                        LeaveRequest.class, LeaveRequest.builder().withMember(member).build()));
        if (node.raftAddress().equals(raft.getCluster().getMember().memberId().id())) {
            raft.getThreadContext().execute(() -> raft.transition(RaftServer.Role.INACTIVE));
        }
    }

    /// Hands leadership over to the voter called `name`.
    void transfer(String name) {
        ClusterNode node =
                voters().stream()
                        .filter(voter -> voter.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new LogUnavailableException(
                                        "%s is not one of the voters %s"
                                                .formatted(name, voters())));
        if (node.raftAddress().equals(raft.getCluster().getMember().memberId().id())) {
            return;
        }
        awaitCaughtUp(node);
        calls.ask(node.raftAddress(), Call.TAKE_OVER, new byte[0], Duration.ofSeconds(5)).join();
    }

    // Raft refuses while another change is under way, and at the beginning of a reign.
    private void request(Supplier<CompletableFuture<? extends RaftResponse>> request) {
        long begin = System.nanoTime();
        while (true) {
            RaftResponse response =
                    request.get().orTimeout(Failures.LIMIT_SECONDS, TimeUnit.SECONDS).join();
            if (response.status() == RaftResponse.Status.OK) {
                return;
            }
            if (response.error() != null || System.nanoTime() - begin > GIVE_UP_NANOS) {
                throw new LogUnavailableException(
                        "the voters were not changed: " + response.error());
            }
            pause();
        }
    }

    private void awaitCaughtUp(ClusterNode node) {
        MemberId id = MemberId.from(node.raftAddress());
        long target = raft.getCommitIndex();
        long last = -1;
        long moved = System.nanoTime();
        while (true) {
            RaftMemberContext member = raft.getCluster().getMemberState(id);
            long match = member == null ? -1 : member.getMatchIndex();
            if (match >= target) {
                return;
            }
            if (match > last) {
                last = match;
                moved = System.nanoTime();
            }
            if (System.nanoTime() - moved > GIVE_UP_NANOS) {
                throw new LogUnavailableException(
                        "%s has not caught up: it is at %d of %d"
                                .formatted(node.name(), match, target));
            }
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (Thread.interrupted()) {
            throw new LogUnavailableException("the node is closed");
        }
    }
}
