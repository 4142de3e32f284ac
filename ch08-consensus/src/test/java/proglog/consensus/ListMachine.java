package proglog.consensus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import proglog.Bytes;

/// The smallest machine that shows what was applied, and in which order: a list of texts. Applying
/// one results in its place. For many threads.
public final class ListMachine implements StateMachine<Integer> {

    private final List<String> applied = new CopyOnWriteArrayList<>();
    private final AtomicInteger restored = new AtomicInteger();

    @Override
    public Integer apply(long index, Bytes command) {
        applied.add(command.toUtf8());
        return applied.size() - 1;
    }

    @Override
    public void snapshot(OutputStream target) throws IOException {
        DataOutputStream data = new DataOutputStream(target);
        data.writeInt(applied.size());
        for (String text : applied) {
            data.writeUTF(text);
        }
        data.flush();
    }

    @Override
    public void restore(InputStream source) throws IOException {
        DataInputStream data = new DataInputStream(source);
        List<String> texts = new ArrayList<>();
        for (int left = data.readInt(); left > 0; left--) {
            texts.add(data.readUTF());
        }
        applied.clear();
        applied.addAll(texts);
        restored.incrementAndGet();
    }

    /// What was applied so far.
    public List<String> applied() {
        return List.copyOf(applied);
    }

    /// How often a snapshot was loaded.
    public int restored() {
        return restored.get();
    }
}
