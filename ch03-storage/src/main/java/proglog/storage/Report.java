package proglog.storage;

import java.nio.file.Path;
import java.util.Optional;

/// Prints what is found in a log, as it is found. For one thread only.
interface Report extends LogVisitor {

    /// How a report looks.
    enum Format {
        text,
        json
    }

    /// The log in `directory` is about to be read; `holder` may have it open.
    void begin(Path directory, Optional<String> holder);

    /// All was read.
    void end(Verification verification);
}
