package proglog.consensus.atomix;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import proglog.Bytes;
import proglog.consensus.StateMachine;

/// A machine that keeps the commands it was given; a result is how many it has. Others may look.
final class Words implements StateMachine<Integer> {

    private final List<String> own = new ArrayList<>();
    private final AtomicInteger restores = new AtomicInteger();
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    /// Applies nothing, until [#release].
    void hold() {
        gate = new CompletableFuture<>();
    }

    void release() {
        gate.complete(null);
    }

    List<String> words() {
        synchronized (own) {
            return List.copyOf(own);
        }
    }

    int count() {
        synchronized (own) {
            return own.size();
        }
    }

    int restores() {
        return restores.get();
    }

    @Override
    public Integer apply(long index, Bytes command) {
        gate.join();
        synchronized (own) {
            own.add(command.toUtf8());
            return own.size();
        }
    }

    @Override
    public void snapshot(OutputStream target) throws IOException {
        synchronized (own) {
            DataOutputStream to = new DataOutputStream(target);
            to.writeInt(own.size());
            for (String word : own) {
                to.writeUTF(word);
            }
        }
    }

    @Override
    public void restore(InputStream source) throws IOException {
        synchronized (own) {
            own.clear();
            DataInputStream from = new DataInputStream(source);
            int count = from.readInt();
            for (int i = 0; i < count; i++) {
                own.add(from.readUTF());
            }
        }
        restores.incrementAndGet();
    }
}
