package proglog.bench;

import java.util.logging.Level;
import java.util.logging.Logger;

/// Where the log's own words go: standard output is for results.
final class Logging {

    // Held here: loggers that nobody holds forget their level.
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private Logging() {}

    /// Before anything logs.
    static void toStandardError() {
        System.setProperty("logback.configurationFile", "proglog/bench/logback.xml");
        GRPC.setLevel(Level.SEVERE); // a measurement's clients go away in the middle, by the dozen
    }
}
