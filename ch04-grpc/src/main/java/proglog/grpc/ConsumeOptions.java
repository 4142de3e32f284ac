package proglog.grpc;

import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import proglog.CommitLog;

/// Which records a command prints, and how; a mixin. For one thread only.
public final class ConsumeOptions {

    /// How a record is printed.
    public enum Format {
        /// The value alone.
        raw,
        /// Offset, time and value.
        json
    }

    /// Where to begin: one of them, or with the first record there is.
    static final class Start {

        @Option(names = "--from", paramLabel = "<offset>", description = "The first offset.")
        private Optional<Long> offset = Optional.empty();

        @Option(
                names = "--since",
                paramLabel = "<time>",
                description =
                        "Begin with what was appended then or later, such as in UTC"
                                + " 2026-11-20T08:00:00Z.")
        private Optional<Instant> time = Optional.empty();
    }

    @ArgGroup private Start start = new Start();

    @Option(
            names = "--count",
            paramLabel = "<n>",
            description = "Stop after so many records. Default: at the end of the log.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--follow", description = "At the end of the log, wait for more.")
    private boolean follows;

    @Option(
            names = "--output",
            paramLabel = "raw|json",
            description = "The value alone, or offset, time and value (in base64). Default: raw.")
    private Format format = Format.raw;

    /// None was given.
    public ConsumeOptions() {}

    /// Whether it was said where to begin.
    public boolean hasStart() {
        return start.offset.isPresent() || start.time.isPresent();
    }

    /// Where to begin in `log`, if that was said.
    public Optional<Long> start(CommitLog log) {
        return start.time.map(log::offsetAt).or(() -> start.offset);
    }

    /// How many records to print at most.
    public long count() {
        return count;
    }

    /// Whether to wait for more at the end of the log.
    public boolean follows() {
        return follows;
    }

    /// How to print them.
    public Format format() {
        return format;
    }
}
