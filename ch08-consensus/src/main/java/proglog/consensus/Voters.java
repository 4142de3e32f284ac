package proglog.consensus;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.discovery.Member;
import proglog.discovery.Membership;
import proglog.discovery.MembershipEvent;

/// Gives votes to those who are there and takes them from those who left; on the leader only.
///
/// Every node remembers who came and went, so that whoever leads next knows, too.
public final class Voters implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Voters.class);
    private static final Duration MOST = Duration.ofSeconds(30); // for one change
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String self;
    private final Consensus<?> consensus;
    private final Predicate<ClusterNode> takesPart;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signal = lock.newCondition();
    private final Map<String, ClusterNode> present = new TreeMap<>(); // guarded by lock
    private final Set<String> left = new HashSet<>(); // guarded by lock
    private final Set<String> failed = new HashSet<>(); // guarded by lock
    private boolean closed; // guarded by lock
    private boolean stirred = true; // guarded by lock: something may be there to do

    private Voters(String self, Consensus<?> consensus, Predicate<ClusterNode> takesPart) {
        this.self = self;
        this.consensus = consensus;
        this.takesPart = takesPart;
    }

    /// Begins to keep the votes of `consensus` as `membership` says.
    public static Voters start(Membership membership, Consensus<?> consensus) {
        return start(membership, consensus, _ -> true);
    }

    /// The same, but a node gets no vote before it `takesPart`: its disk may be new, and the vote
    /// that it had before not be taken yet. To answer that may take some seconds.
    static Voters start(
            Membership membership, Consensus<?> consensus, Predicate<ClusterNode> takesPart) {
        Voters voters = new Voters(membership.self().name(), consensus, takesPart);
        Membership.Registration members = membership.listen(voters::member);
        Consensus.Registration leaders = consensus.listen(_ -> voters.stir());
        Consensus.Registration nodes = consensus.watchNodes(voters::stir);
        Thread.ofVirtual()
                .name("voters")
                .start(() -> {
                    try (members;
                            leaders;
                            nodes) {
                        voters.run();
                    }
                });
        return voters;
    }

    private void member(MembershipEvent event) {
        String name = event.member().name();
        lock.lock();
        try {
            present.remove(name);
            left.remove(name);
            failed.remove(name);
            switch (event) {
                case MembershipEvent.Joined(Member member) ->
                        node(member).ifPresent(node -> present.put(name, node));
                case MembershipEvent.Left _ -> left.add(name);
                case MembershipEvent.Failed _ -> failed.add(name);
            }
        } finally {
            lock.unlock();
        }
        stir();
    }

    private static Optional<ClusterNode> node(Member member) {
        String raft = member.tags().get(Member.RAFT);
        String rpc = member.tags().get(Member.RPC);
        return raft == null || rpc == null
                ? Optional.empty()
                : Optional.of(new ClusterNode(member.name(), raft, rpc));
    }

    private void stir() {
        lock.lock();
        try {
            stirred = true;
            signal.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (awaitWork()) {
                retryLater(!makeAll());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    // Each change once, so that one which fails again and again keeps no other one waiting. Says
    // whether all is done.
    private boolean makeAll() {
        Set<VoterChange> tried = new HashSet<>();
        try {
            for (Optional<VoterChange> change = next(tried);
                    change.isPresent();
                    change = next(tried)) {
                tried.add(change.get());
                make(change.get());
            }
            return next(Set.of()).isEmpty();
        } catch (RuntimeException failure) {
            logger.warn("could not see who votes: {}", failure.toString());
            return false;
        }
    }

    private boolean awaitWork() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!stirred && !closed) {
                signal.await();
            }
            stirred = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void retryLater(boolean isNeeded) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = isNeeded ? RETRY_NANOS : 0;
            while (nanos > 0 && !closed && !stirred) {
                nanos = signal.awaitNanos(nanos);
            }
            stirred |= isNeeded;
        } finally {
            lock.unlock();
        }
    }

    private Optional<VoterChange> next(Set<VoterChange> tried) {
        if (!consensus.leadership().isSelf()) {
            return Optional.empty();
        }
        List<ClusterNode> voters = consensus.nodes(); // never under the lock that listeners take
        lock.lock();
        try {
            return closed
                    ? Optional.empty()
                    : VoterChange.next(self, voters, present.values(), left, failed, tried);
        } finally {
            lock.unlock();
        }
    }

    private void make(VoterChange change) {
        if (change instanceof VoterChange.Add(ClusterNode node) && !takesPart.test(node)) {
            return; // it is asked again
        }
        try {
            Appends.await(
                    switch (change) {
                        case VoterChange.Add(ClusterNode node) -> consensus.addVoter(node);
                        case VoterChange.Remove(String name) -> consensus.removeVoter(name);
                    },
                    Deadline.after(MOST));
            logger.info("changed who votes: {}", change);
        } catch (CommitLogException failure) {
            logger.warn("could not change who votes, {}: {}", change, failure.getMessage());
        }
    }

    /// Changes nothing any more; a change that has begun may still be made. Closing again does
    /// nothing.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            signal.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
