package proglog.security;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Task;

/// What a set of files says, read again when they change on disk.
///
/// The set is read as a whole: a change that its parser refuses, such as a file half written or a
/// key that came before its certificate, leaves the old value in force and is logged in one line.
/// Contents are compared, not times: a rename over the file, a symbolic link that moves elsewhere
/// and a change within one tick of the file system's clock are all noticed.
///
/// For many threads.
final class ReloadedFiles<T> implements AutoCloseable {

    /// How often a running server looks at its files.
    static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Logger logger = LoggerFactory.getLogger(ReloadedFiles.class);

    private final List<Path> files;
    private final Parser<T> parser;
    private final Thread thread;
    private FileContents seen; // guarded by this, as is `trouble`
    private @Nullable String trouble; // why the files could not be read at the last look
    private volatile T current; // written by check()

    /// Makes a value of the files' contents.
    @FunctionalInterface
    interface Parser<T> {

        /// Throws an `IOException` that names the file and says what is wrong with it.
        T parse(FileContents contents) throws IOException;
    }

    private ReloadedFiles(
            List<Path> files, Parser<T> parser, Duration period, FileContents seen, T current) {
        this.files = files;
        this.parser = parser;
        this.seen = seen;
        this.current = current;
        // Not a virtual one: who takes a right away does not want to wait for a busy server's
        // calls.
        this.thread =
                Thread.ofPlatform().daemon().name("reload " + files).unstarted(() -> poll(period));
    }

    /// Reads the files for the first time, which must succeed, and then again every [#PERIOD].
    static <T> ReloadedFiles<T> open(List<Path> files, Parser<T> parser) throws IOException {
        return open(files, parser, PERIOD);
    }

    static <T> ReloadedFiles<T> open(List<Path> files, Parser<T> parser, Duration period)
            throws IOException {
        FileContents contents = FileContents.read(files);
        var reloaded =
                new ReloadedFiles<>(
                        List.copyOf(files), parser, period, contents, parser.parse(contents));
        reloaded.thread.start();
        return reloaded;
    }

    /// The value of the newest contents that were accepted.
    T current() {
        return current;
    }

    /// Looks at the files now; says whether a new value is in force.
    @Task("5.3")
    synchronized boolean check() {
        try {
            FileContents contents = FileContents.read(files);
            trouble = null;
            if (contents.equals(seen)) {
                return false;
            }
            seen = contents; // also when refused: the same contents are not complained about twice
            current = parser.parse(contents);
            logger.info("{} changed and is in force", LogText.of(files));
            return true;
        } catch (IOException refused) {
            complain(String.valueOf(refused.getMessage()));
            return false;
        }
    }

    private void complain(String reason) {
        if (!Objects.equals(reason, trouble)) {
            trouble = reason;
            logger.warn(
                    "{} changed and is not used; what was read before stays in force: {}",
                    LogText.of(files),
                    LogText.of(reason));
        }
    }

    private void poll(Duration period) {
        try {
            while (true) {
                Thread.sleep(period);
                checkOrReport();
            }
        } catch (InterruptedException _) {
            // close() ends it
        }
    }

    private void checkOrReport() {
        try {
            check();
        } catch (RuntimeException | Error fault) { // or no change would be seen ever again
            logger.error("{} cannot be reloaded", LogText.of(files), fault);
        }
    }

    /// Stops looking; the value stays.
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
