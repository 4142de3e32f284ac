package proglog.consensus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import proglog.Bytes;

/// What the agreed commands are applied to, on every node in the same order.
///
/// Deterministic: the same commands give the same state and results everywhere. Its methods are
/// called by one thread at a time, except [#measure].
///
/// @param <R> what applying a command results in; only the node that proposed it sees it
public interface StateMachine<R> {

    /// Applies the committed `command` at `index`. Each is applied once, in the order of their
    /// indexes, which has gaps. A failure stops the node.
    R apply(long index, Bytes command);

    /// Writes the state as it is now, so that [#restore] on any node reads it.
    void snapshot(OutputStream target) throws IOException;

    /// Replaces the state by what [#snapshot] has written.
    void restore(InputStream source) throws IOException;

    /// What is to be noted beside `command` when an engine stores it, so that what it adds can be
    /// found again without a copy. Must depend on the command alone. By any thread.
    default Measure measure(Bytes command) {
        return Measure.NOTHING;
    }
}
