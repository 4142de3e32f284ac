package proglog.storage;

import java.io.IOException;
import proglog.LogUnavailableException;

/// Changes a log's files other than by appending: one change at a time, and none while a group is
/// written.
///
/// A change that fails may have been done in part, so it closes the log for writing. For many
/// threads.
final class Changes {

    /// Something that touches the files.
    @FunctionalInterface
    interface Change {
        void run() throws IOException;
    }

    private final GroupCommit commits;
    private final WriteGate gate;

    Changes(GroupCommit commits, WriteGate gate) {
        this.commits = commits;
        this.gate = gate;
    }

    /// Runs `change`, which is called `name` when it fails.
    void run(String name, Change change) {
        commits.exclusively(() -> {
            if (!gate.isOpen()) {
                throw gate.refusal();
            }
            try {
                change.run();
            } catch (IOException e) {
                gate.shut("a %s failed (%s): open the log again".formatted(name, e.getMessage()));
                throw new LogUnavailableException(name + " failed: " + e.getMessage(), e);
            }
        });
    }
}
