package proglog.checks.broken.storage;

import java.nio.channels.FileChannel;
import java.util.List;
import proglog.checks.broken.http.Server;

/// A log that knows an edge, and whose file an interrupt closes.
public record Files(List<Server> servers, FileChannel channel) {}
