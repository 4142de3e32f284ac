package proglog.consensus.atomix;

import io.atomix.primitive.operation.OperationId;
import io.atomix.primitive.operation.PrimitiveOperation;
import io.atomix.protocols.raft.RaftError;
import io.atomix.protocols.raft.protocol.CommandRequest;
import io.atomix.protocols.raft.protocol.CommandResponse;
import io.atomix.protocols.raft.protocol.KeepAliveRequest;
import io.atomix.protocols.raft.protocol.RaftResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.consensus.atomix.Envelope.Kind;

/// One term in which this node leads: the way for proposals into its own Raft. For many threads.
///
/// Atomix takes commands from sessions; each reign opens one of its own, which nobody else uses. So
/// a session is never handed on, never has to be found again, and dies by itself.
final class Reign<R> {

    private static final int PART_BYTES = 256 * 1024;
    private static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;
    private static final int KEEP_ALIVE_EVERY = 512; // commands; Atomix keeps results until then
    private static final OperationId APPLY = OperationId.command("apply");

    private final long term;
    private final long session;
    private final LocalHandlers raft;
    private final CommandTurns turns;
    private final Proposals<R> proposals;
    private final Runnable onHole;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong applied = new AtomicLong();
    private long sequence; // under lock
    private volatile boolean isOver; // under lock

    /// @param onHole told when something was not stored, after which the reign cannot go on
    Reign(
            long term,
            long session,
            LocalHandlers raft,
            CommandTurns turns,
            Proposals<R> proposals,
            Runnable onHole) {
        this.term = term;
        this.session = session;
        this.raft = raft;
        this.turns = turns;
        this.proposals = proposals;
        this.onHole = onHole;
    }

    long term() {
        return term;
    }

    boolean isOver() {
        return isOver;
    }

    /// Nothing is proposed from now on.
    void end() {
        isOver = true;
    }

    /// Proposes; fails with [LogUnavailableException] when that has done nothing.
    Pending<R> propose(Kind kind, Bytes content) {
        if (waitingBytes.get() > MAX_WAITING_BYTES) {
            throw new LogUnavailableException(
                    "%d bytes wait to be agreed on already".formatted(waitingBytes.get()));
        }
        lock.lock();
        try {
            if (isOver) {
                throw new LogUnavailableException("term %d has ended".formatted(term));
            }
            return content.length() <= PART_BYTES
                    ? send(kind, content, content.length())
                    : sendInParts(content);
        } finally {
            lock.unlock();
        }
    }

    private Pending<R> sendInParts(Bytes content) {
        int parts = 0;
        int from = 0;
        for (; content.length() - from > PART_BYTES; from += PART_BYTES) {
            hand(
                    new Envelope(Kind.PART, term, ++sequence, content.slice(from, PART_BYTES)),
                    Optional.empty());
            parts++;
        }
        ByteBuffer last = ByteBuffer.allocate(Integer.BYTES + content.length() - from);
        last.putInt(parts).put(content.slice(from, content.length() - from).asByteBuffer());
        return send(Kind.LAST, Bytes.wrap(last.array()), content.length());
    }

    private Pending<R> send(Kind kind, Bytes content, int bytes) {
        Pending<R> pending = proposals.add(term, ++sequence);
        long number = sequence;
        waitingBytes.addAndGet(bytes);
        var _ =
                pending.index()
                        .whenComplete((_, _) -> {
                            waitingBytes.addAndGet(-bytes);
                            applied.accumulateAndGet(number, Math::max);
                        });
        hand(new Envelope(kind, term, number, content), Optional.of(pending));
        if (number % KEEP_ALIVE_EVERY == 0) {
            keepAlive();
        }
        return pending;
    }

    private void hand(Envelope envelope, Optional<Pending<R>> pending) {
        CommandRequest request =
                CommandRequest.builder()
                        .withSession(session)
                        .withSequence(envelope.sequence())
                        .withOperation(new PrimitiveOperation(APPLY, envelope.encode()))
                        .build();
        CompletableFuture<CommandResponse> answer = turns.next(request);
        var _ =
                answer.whenComplete(
                        (response, failure) -> answered(envelope, pending, response, failure));
    }

    // A success is told by the thread that applies, which also knows the result. After a failure
    // there would be a hole in the session's numbers: the reign is over.
    private void answered(
            Envelope envelope,
            Optional<Pending<R>> pending,
            @Nullable CommandResponse response,
            @Nullable Throwable failure) {
        if (response != null && response.status() == RaftResponse.Status.OK) {
            return;
        }
        isOver = true;
        onHole.run();
        // Of a part that is not the last nobody has heard yet: without it the last one fails.
        pending.ifPresent(one ->
                one.fail(
                        response != null
                                        && envelope.kind() != Kind.LAST
                                        && nothingHappened(response.error())
                                ? new LogUnavailableException(
                                        "not stored in term %d: %s"
                                                .formatted(term, response.error()))
                                : new OutcomeUnknownException(
                                        "handed to Raft in term %d, and then: %s"
                                                .formatted(
                                                        term,
                                                        response == null
                                                                ? failure
                                                                : response.error()))));
    }

    private static boolean nothingHappened(@Nullable RaftError error) {
        return error != null
                && switch (error.type()) {
                    case NO_LEADER, ILLEGAL_MEMBER_STATE, UNKNOWN_SESSION -> true;
                    default -> false;
                };
    }

    private void keepAlive() {
        KeepAliveRequest request =
                KeepAliveRequest.builder()
                        .withSessionIds(new long[] {session})
                        .withCommandSequences(new long[] {applied.get()})
                        .withEventIndexes(new long[] {0})
                        .build();
        var _ = raft.handle(KeepAliveRequest.class, request); // the next one tells, too
    }
}
