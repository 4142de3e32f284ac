package proglog.consensus;

import java.io.IOException;

/// Starts an implementation of [Consensus] under a state machine.
public interface Engine {

    /// Starts it. The machine is restored from the last snapshot, and the commands after it are
    /// applied again, before or after this returns.
    <R> Consensus<R> start(StateMachine<R> machine) throws IOException;

    /// Whether commands that are proposed in one term, one call after the other, are agreed on in
    /// that order, and none behind one that is not.
    boolean keepsOrder();

    /// Whether it keeps the commands for others to read: [Consensus#commands].
    boolean lendsLog();
}
