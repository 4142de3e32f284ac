package proglog;

/// Appends each batch while the caller waits.
final class OneByOne implements Appender {

    private final CommitLog log;
    private boolean hasFailed; // of the thread that begins

    OneByOne(CommitLog log) {
        this.log = log;
    }

    @Override
    public Begun begin(Batch batch, Deadline deadline) {
        if (hasFailed) {
            return failed(new LogUnavailableException("not appended: one before it failed"));
        }
        try {
            OffsetRange offsets = log.append(batch, deadline);
            return () -> offsets;
        } catch (IllegalArgumentException refused) {
            throw refused;
        } catch (RuntimeException failure) {
            hasFailed = true;
            return failed(failure);
        }
    }

    private static Begun failed(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }
}
