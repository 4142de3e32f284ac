package proglog.examples.kv.store;

import java.util.Optional;
import proglog.Bytes;

/// Values by their keys. For many threads.
///
/// Every method may fail with one of [proglog.CommitLogException]'s kinds: nothing happened, it is
/// not known what happened, or what is stored is damaged.
public interface KeyValueStore {

    /// The value of `key`, if it has one: at least as new as the last one that was acknowledged
    /// before this was asked.
    Optional<Bytes> get(String key);

    /// Gives `key` this value.
    void put(String key, Bytes value);

    /// Takes the value from `key`; nothing happens when it has none.
    void delete(String key);
}
