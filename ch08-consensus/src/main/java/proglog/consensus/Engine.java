package proglog.consensus;

import java.io.IOException;

/// Starts an implementation of [Consensus] under a state machine.
@FunctionalInterface
public interface Engine {

    /// Starts it. The machine is restored from the last snapshot, and the commands after it are
    /// applied again, before or after this returns.
    <R> Consensus<R> start(StateMachine<R> machine) throws IOException;
}
