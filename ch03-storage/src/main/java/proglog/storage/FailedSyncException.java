package proglog.storage;

import java.io.IOException;

/// A sync failed, or a deletion: nobody knows what is on the disk, and asking again would not tell.
///
/// Inside the package only: the log is closed for writing.
final class FailedSyncException extends IOException {

    private static final long serialVersionUID = 1;

    /// What makes something durable.
    @FunctionalInterface
    interface Sync {
        void run() throws IOException;
    }

    private FailedSyncException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /// Runs `sync`, and tells its failure apart from others.
    static void orFail(Sync sync) throws FailedSyncException {
        try {
            sync.run();
        } catch (IOException e) {
            throw new FailedSyncException(e);
        }
    }
}
