package proglog.consensus.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.ReadConsistency;
import io.atomix.protocols.raft.protocol.OpenSessionRequest;
import io.atomix.protocols.raft.protocol.OpenSessionResponse;
import io.atomix.protocols.raft.protocol.RaftResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Bytes;
import proglog.consensus.atomix.Envelope.Kind;

/// Begins and ends this node's reigns. For many threads.
///
/// A reign begins when its first entry has been applied here: everything earlier leaders had
/// acknowledged has been then.
final class Reigns<R> implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Reigns.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration SESSION_LIMIT = Duration.ofMinutes(10);

    private final MemberId self;
    private final LogPrimitive primitive;
    private final LocalHandlers raft;
    private final CommandTurns turns;
    private final Proposals<R> proposals;
    private final LongConsumer onHole;
    private final Runnable onBegun;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<Reign<R>> current = Optional.empty(); // under lock
    private Optional<Thread> beginning = Optional.empty(); // under lock

    /// @param onHole told the term of a reign that cannot go on
    /// @param onBegun told when one has begun
    Reigns(
            MemberId self,
            LogPrimitive primitive,
            LocalHandlers raft,
            CommandTurns turns,
            Proposals<R> proposals,
            LongConsumer onHole,
            Runnable onBegun) {
        this.self = self;
        this.primitive = primitive;
        this.raft = raft;
        this.turns = turns;
        this.proposals = proposals;
        this.onHole = onHole;
        this.onBegun = onBegun;
    }

    /// The one that has begun and is not over.
    Optional<Reign<R>> current() {
        return current.filter(reign -> !reign.isOver());
    }

    /// This node was elected in `term`.
    void begin(long term) {
        end(term - 1);
        lock.lock();
        try {
            Thread thread = Thread.ofVirtual().name("reign-" + term).unstarted(() -> run(term));
            beginning = Optional.of(thread);
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    /// This node does not lead; its last reign can have been that in `term`.
    void end(long term) {
        lock.lock();
        try {
            beginning.ifPresent(Thread::interrupt);
            beginning = Optional.empty();
            current.ifPresent(Reign::end);
            current = Optional.empty();
        } finally {
            lock.unlock();
        }
        proposals.end(term, "it ended");
    }

    private void run(long term) {
        try {
            Reign<R> reign =
                    new Reign<>(term, session(), raft, turns, proposals, () -> onHole.accept(term));
            reign.propose(Kind.REIGN, Bytes.EMPTY).index().get();
            if (enter(reign)) {
                onBegun.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is over already
        } catch (ExecutionException | RuntimeException e) {
            logger.info("the reign in term {} has not begun: {}", term, e.getMessage());
            onHole.accept(term);
        }
    }

    private boolean enter(Reign<R> reign) {
        lock.lock();
        try {
            if (beginning.filter(Thread.currentThread()::equals).isEmpty()) {
                return false;
            }
            beginning = Optional.empty();
            current = Optional.of(reign);
            return true;
        } finally {
            lock.unlock();
        }
    }

    // Raft opens none before it has applied what was committed when it started.
    private long session() throws InterruptedException, ExecutionException {
        OpenSessionRequest request =
                OpenSessionRequest.builder()
                        .withMemberId(self)
                        .withServiceName(primitive.name())
                        .withServiceType(primitive)
                        .withServiceConfig(primitive.config())
                        .withReadConsistency(ReadConsistency.SEQUENTIAL)
                        .withMinTimeout(SESSION_LIMIT.toMillis())
                        .withMaxTimeout(SESSION_LIMIT.toMillis())
                        .build();
        while (true) {
            try {
                OpenSessionResponse response =
                        raft.<OpenSessionRequest, OpenSessionResponse>handle(
                                        OpenSessionRequest.class, request)
                                .get(1, TimeUnit.SECONDS);
                if (response.status() == RaftResponse.Status.OK) {
                    return response.session();
                }
            } catch (TimeoutException e) {
                logger.debug("no session yet", e);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public void close() {
        end(Long.MAX_VALUE - 1);
    }
}
