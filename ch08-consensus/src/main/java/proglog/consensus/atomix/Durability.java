package proglog.consensus.atomix;

import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Repairs Atomix's two faults: nothing is answered for, or counted, before it is on a disk. For
/// many threads.
///
/// A follower's answer leaves when what it answers for was forced. A leader counts itself as soon
/// as a follower's answer arrives: so no answer reaches it before what it had sent was forced here,
/// too, which happens while the message is under way. A leader without followers has nobody to wait
/// for: it is made to wait by [#awaitLed] before it applies.
final class Durability {

    private final Supplier<CompletableFuture<Void>> forces;
    private final AtomicLong begun = new AtomicLong(); // appends as a follower that write
    private final AtomicLong forced = new AtomicLong(); // those of them that were forced
    private final ReentrantLock lock = new ReentrantLock();
    private long ledTerm; // under lock
    private long ledIndex; // under lock: `led` forces up to here what was written in ledTerm
    private CompletableFuture<Void> led = CompletableFuture.completedFuture(null); // under lock

    /// @param forces completes when all that is written by now was forced
    Durability(Supplier<CompletableFuture<Void>> forces) {
        this.forces = forces;
    }

    /// On a follower: `request` is to be handled by `raft`; returns when that may be answered.
    CompletableFuture<AppendResponse> received(
            AppendRequest request, Supplier<CompletableFuture<AppendResponse>> raft) {
        boolean writes = !request.entries().isEmpty();
        if (writes) {
            begun.incrementAndGet();
        }
        return raft.get().thenCompose(response -> whenForced(response, writes));
    }

    // A heartbeat answers for all entries before it, also for those just being forced.
    private CompletableFuture<AppendResponse> whenForced(AppendResponse response, boolean wrote) {
        if (begun.get() == forced.get()) {
            return CompletableFuture.completedFuture(response);
        }
        return forces.get()
                .thenApply(_ -> {
                    if (wrote) {
                        forced.incrementAndGet();
                    }
                    return response;
                });
    }

    /// On a leader: `request` was sent; returns when its answer may be counted.
    CompletableFuture<AppendResponse> sent(
            AppendRequest request, CompletableFuture<AppendResponse> answer) {
        long last = request.prevLogIndex() + request.entries().size();
        CompletableFuture<Void> own = led(request.term(), last, () -> last);
        return answer.thenCombine(own, (response, _) -> response);
    }

    /// On a leader: waits until the entry at `index`, written in its `term`, is on its own disk.
    /// Forces up to `written`, what it has written by now.
    void awaitLed(long term, long index, LongSupplier written) {
        led(term, index, written).join();
    }

    private CompletableFuture<Void> led(long term, long index, LongSupplier written) {
        lock.lock();
        try {
            if (term > ledTerm || (term == ledTerm && index > ledIndex)) {
                ledIndex = Math.max(index, written.getAsLong());
                ledTerm = term;
                led = forces.get();
            }
            return led;
        } finally {
            lock.unlock();
        }
    }
}
