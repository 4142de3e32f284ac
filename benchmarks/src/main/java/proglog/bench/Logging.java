package proglog.bench;

/// Where the log's own words go: standard output is for results.
final class Logging {

    private Logging() {}

    /// Before anything logs.
    static void toStandardError() {
        System.setProperty("logback.configurationFile", "proglog/bench/logback.xml");
    }
}
