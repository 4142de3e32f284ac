package proglog;

import java.nio.file.Path;
import java.time.InstantSource;

/// The log in memory keeps the contract.
final class InMemoryLogTest implements CommitLogContract {

    @Override
    public CommitLog open(Path directory, InstantSource clock) {
        return new InMemoryLog(clock);
    }
}
