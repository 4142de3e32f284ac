package proglog.storage;

import java.io.IOException;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/// Where files are: the local disk, or in a test one that fails on request. For many threads.
interface Disk {

    /// Opens a file whose operations no interrupt disturbs.
    DataFile open(Path path, OpenOption... options) throws IOException;

    /// Makes files created, renamed or deleted in `directory` durable: their names are its content.
    void syncDirectory(Path directory) throws IOException;
}
