package proglog.examples.kv.store;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import proglog.Bytes;

/// Values in memory, gone when the process is. For many threads.
public final class MemoryStore implements KeyValueStore {

    private volatile ConcurrentSkipListMap<String, Bytes> values =
            new ConcurrentSkipListMap<>(); // replaced by whoever writes

    @Override
    public Optional<Bytes> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, Bytes value) {
        values.put(key, value);
    }

    @Override
    public void delete(String key) {
        values.remove(key);
    }

    /// Everything, by key, as it is while one looks.
    SortedMap<String, Bytes> values() {
        return values;
    }

    /// Holds these values from now on, and no others.
    void replaceBy(Map<String, Bytes> others) {
        values = new ConcurrentSkipListMap<>(others);
    }
}
