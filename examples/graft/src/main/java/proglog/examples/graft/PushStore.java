package proglog.examples.graft;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import proglog.Consistency;
import proglog.Deadline;
import proglog.HighWaterMark;
import proglog.LogRecord;

/// A store that is told of every entry as it is agreed on.
///
/// A question costs one look into a map, whenever it comes; the work is done for entries that
/// nobody asks for, too. For many threads.
final class PushStore implements EntryStore, AutoCloseable {

    private final Graft graft;
    private final Map<String, String> values;
    private final HighWaterMark applied;
    private final Listening listening;

    private PushStore(
            Graft graft, Map<String, String> values, HighWaterMark applied, Listening listening) {
        this.graft = graft;
        this.values = values;
        this.applied = applied;
        this.listening = listening;
    }

    /// Begins to listen to `graft`, which has been started.
    static PushStore start(Graft graft) {
        Map<String, String> values = new ConcurrentHashMap<>();
        HighWaterMark applied = new HighWaterMark(0);
        Listening listening = graft.onNewCommittedEntry(record -> apply(record, values, applied));
        return new PushStore(graft, values, applied, listening);
    }

    private static void apply(LogRecord record, Map<String, String> values, HighWaterMark applied) {
        Entry.in(record).ifPresent(entry -> values.put(entry.key(), entry.value()));
        applied.moveTo(record.offset() + 1);
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void set(String key, String value) {
        long last = graft.appendEntries(List.of(new Entry(key, value).encode())).next() - 1;
        applied.await(Consistency.atLeast(last), Deadline.after(Graft.PATIENCE));
    }

    /// Stops listening.
    @Override
    public void close() {
        listening.close();
        applied.close();
    }
}
