package proglog.checks.broken.storage;

import java.util.List;
import proglog.checks.broken.http.Server;

/// A log that knows an edge.
public record Files(List<Server> servers) {}
