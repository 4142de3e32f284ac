package proglog.examples.graft;

import java.util.Optional;

/// Values by their keys, over a [Graft]. For many threads.
///
/// On every node the same, sooner or later: what a node reads may be old, but it always reads what
/// was set through itself.
interface EntryStore {

    /// The last value of `key`, as far as this node has heard.
    Optional<String> get(String key);

    /// Gives `key` this value, on all nodes.
    void set(String key, String value);
}
