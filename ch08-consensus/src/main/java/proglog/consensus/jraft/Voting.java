package proglog.consensus.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.PeerId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.consensus.ClusterNode;
import proglog.consensus.Consensus;
import proglog.consensus.Leadership;

/// Who has a vote, and who leads: changed on the leader. For many threads.
final class Voting {

    private static final int ATTEMPTS = 5;
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(
                    200, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
    private static final long CATCH_UP_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long TRANSFER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final RaftNode raft;
    private final NodeImpl node;
    private final Roster roster;
    private final Reigns reigns;
    private final Refusals refusals;

    Voting(RaftNode raft) {
        this.raft = raft;
        this.node = raft.node();
        this.roster = raft.roster();
        this.reigns = raft.reigns();
        this.refusals = raft.refusals();
    }

    List<ClusterNode> nodes() {
        return node.getCurrentConf().getPeers().stream()
                .map(roster::at)
                .sorted(Comparator.comparing(ClusterNode::name))
                .toList();
    }

    private Optional<PeerId> peer(String name) {
        return node.getCurrentConf().getPeers().stream()
                .filter(peer -> roster.at(peer).name().equals(name))
                .findFirst();
    }

    CompletableFuture<Void> add(ClusterNode added) {
        PeerId peer = Settings.peer(added);
        if (!reigns.current().isSelf()) {
            return CompletableFuture.failedFuture(refusals.notLeader());
        }
        CompletableFuture<Void> noted =
                roster.isNoted(added)
                        ? CompletableFuture.completedFuture(null)
                        : raft.note(List.of(added));
        return noted.thenComposeAsync(
                        _ -> addReached(added, peer, ATTEMPTS), Thread::startVirtualThread)
                .thenComposeAsync(_ -> removeFormer(added), Thread::startVirtualThread);
    }

    // JRaft gives up at once when there is no connection yet, and when a node that is busy is late
    // with a single answer.
    private CompletableFuture<Void> addReached(ClusterNode added, PeerId peer, int attempts) {
        if (!raft.connections().await(peer)) {
            return CompletableFuture.failedFuture(
                    new LogUnavailableException(
                            "%s at %s cannot be reached"
                                    .formatted(added.name(), added.raftAddress())));
        }
        Configuration voters = new Configuration(node.getCurrentConf());
        if (!voters.contains(peer)) { // it would be counted twice
            voters.addPeer(peer);
        }
        CompletableFuture<Void> changed = change("give %s a vote".formatted(added.name()), voters);
        return attempts == 1
                ? changed
                : changed.exceptionallyComposeAsync(
                        failure ->
                                reigns.current().isSelf()
                                                && failure instanceof LogUnavailableException
                                        ? addReached(added, peer, attempts - 1)
                                        : CompletableFuture.failedFuture(failure),
                        LATER);
    }

    // In a step of its own: a majority of the voters before and one of those after always have a
    // node in common then, so that a leader that was replaced meanwhile hears of it.
    private CompletableFuture<Void> removeFormer(ClusterNode added) {
        Configuration voters = new Configuration(node.getCurrentConf());
        voters.getPeers()
                .removeIf(peer -> {
                    ClusterNode other = roster.at(peer);
                    return other.name().equals(added.name()) && !other.equals(added);
                });
        return change("take the former vote of %s".formatted(added.name()), voters);
    }

    CompletableFuture<Void> remove(String name) {
        if (!reigns.current().isSelf()) {
            return CompletableFuture.failedFuture(refusals.notLeader());
        }
        Configuration voters = new Configuration(node.getCurrentConf());
        // Who has none loses none; but JRaft is asked all the same, and refuses while a change of
        // which nothing is certain yet is on its way.
        peer(name).ifPresent(voters::removePeer);
        if (voters.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new LogUnavailableException(name + " is the only one that has a vote"));
        }
        return change("take the vote of %s".formatted(name), voters);
    }

    private CompletableFuture<Void> change(String change, Configuration voters) {
        return call(change, CATCH_UP_NANOS, done -> node.changePeers(voters, done));
    }

    private CompletableFuture<Void> call(String what, long timeoutNanos, Consumer<Closure> step) {
        CompletableFuture<Void> result =
                raft.pending()
                        .future(
                                timeoutNanos,
                                () -> new OutcomeUnknownException("it took too long to " + what));
        step.accept(status -> end(result, what, status));
        return result;
    }

    private void end(CompletableFuture<Void> result, String what, Status status) {
        if (status.isOk()) {
            result.complete(null);
        } else {
            result.completeExceptionally(refusals.ofChange(what, status));
        }
    }

    CompletableFuture<Void> transfer(String name) {
        Leadership before = reigns.current();
        if (!before.isSelf()) {
            return CompletableFuture.failedFuture(refusals.notLeader());
        }
        Optional<PeerId> heir = peer(name);
        if (heir.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new LogUnavailableException(name + " has no vote, so it cannot lead"));
        }
        if (heir.get().equals(node.getServerId())) {
            return CompletableFuture.completedFuture(null);
        }
        String what = "hand over to " + name;
        CompletableFuture<Void> result =
                raft.pending()
                        .future(
                                TRANSFER_NANOS,
                                () -> new OutcomeUnknownException("it took too long to " + what));
        AtomicBoolean hasStopped = new AtomicBoolean(); // by who tells it, one thread at a time
        Consensus.Registration place =
                reigns.listen(now -> {
                    if (now.term() > before.term() && now.leader().isPresent()) {
                        result.complete(null);
                    } else if (!now.isSelf()) {
                        hasStopped.set(true);
                    } else if (hasStopped.get()) {
                        result.completeExceptionally(
                                new LogUnavailableException(name + " did not take over"));
                    }
                });
        var _ = result.whenComplete((_, _) -> place.close());
        Status begun = node.transferLeadershipTo(heir.get());
        if (!begun.isOk()) {
            end(result, what, begun);
        }
        return result;
    }
}
