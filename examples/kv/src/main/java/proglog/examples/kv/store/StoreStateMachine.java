package proglog.examples.kv.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import proglog.Bytes;
import proglog.consensus.StateMachine;

/// Applies agreed commands to a store in memory, on every node in the same order; a command results
/// in its index.
///
/// ```
/// snapshot: version (1) | number of keys (4) | for each: length (4) | key | length (4) | value
/// ```
///
/// For one thread, which the engine sees to.
public final class StoreStateMachine implements StateMachine<Long> {

    private static final int VERSION = 1;

    private final MemoryStore store;

    /// Nobody else may write to `store`.
    public StoreStateMachine(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Long apply(long index, Bytes command) {
        switch (Command.decode(command)) {
            case Command.Put(String key, Bytes value) -> store.put(key, value);
            case Command.Delete(String key) -> store.delete(key);
        }
        return index;
    }

    @Override
    public void snapshot(OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        out.writeByte(VERSION);
        out.writeInt(store.values().size());
        for (Map.Entry<String, Bytes> entry : store.values().entrySet()) {
            write(out, Bytes.utf8(entry.getKey()));
            write(out, entry.getValue());
        }
        out.flush();
    }

    private static void write(DataOutputStream out, Bytes bytes) throws IOException {
        out.writeInt(bytes.length());
        out.write(bytes.toByteArray());
    }

    @Override
    public void restore(InputStream source) throws IOException {
        DataInputStream in = new DataInputStream(source);
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException(
                    "a snapshot has version %d, this node knows %d".formatted(version, VERSION));
        }
        Map<String, Bytes> values = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = new String(read(in), StandardCharsets.UTF_8);
            values.put(key, Bytes.wrap(read(in)));
        }
        store.replaceBy(values);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
