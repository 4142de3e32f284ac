package proglog.examples.graft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import proglog.LogRecord;

/// A store that catches up when it is asked: before each operation it pulls what is new.
///
/// Costs nothing while nobody asks, and makes the first who asks after a long time wait. For many
/// threads.
final class PullStore implements EntryStore {

    private final Graft graft;
    private final Map<String, String> values = new HashMap<>(); // guarded by this, as is next
    private long next;

    PullStore(Graft graft) {
        this.graft = graft;
    }

    @Override
    public synchronized Optional<String> get(String key) {
        catchUp();
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void set(String key, String value) {
        graft.appendEntries(List.of(new Entry(key, value).encode()));
    }

    private void catchUp() {
        List<LogRecord> more = graft.committedEntries(next);
        while (!more.isEmpty()) {
            for (LogRecord record : more) {
                Entry.in(record).ifPresent(entry -> values.put(entry.key(), entry.value()));
            }
            next = more.getLast().offset() + 1;
            more = graft.committedEntries(next);
        }
    }
}
