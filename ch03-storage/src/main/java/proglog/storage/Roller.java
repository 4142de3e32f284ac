package proglog.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CorruptLogException;
import proglog.Task;

/// Begins a new segment when the old one is full, and forgets the oldest ones. One thread at a
/// time.
final class Roller {

    private static final Logger logger = LoggerFactory.getLogger(Roller.class);

    private final Disk disk;
    private final Path directory;
    private final SegmentedLogConfig config;
    private final Segments segments;
    private final StorageListener listener;
    private Optional<SegmentFiles> unfinished = Optional.empty(); // of a roll that failed

    Roller(
            Disk disk,
            Path directory,
            SegmentedLogConfig config,
            Segments segments,
            StorageListener listener) {
        this.disk = disk;
        this.directory = directory;
        this.config = config;
        this.segments = segments;
        this.listener = listener;
    }

    /// Begins the segment behind `full`, which must be synced, and returns it.
    ///
    /// The new segment is there before the old one is sealed: a sealed index says that another
    /// segment must follow, so a missing last segment is noticed.
    @Task("3.5")
    Segment roll(Segment full, long nowMillis) throws IOException {
        StoreHeader old = full.store().header();
        SegmentFiles files = new SegmentFiles(directory, full.next());
        unfinished = Optional.of(files);
        Segment next =
                Segment.create(
                        disk,
                        files,
                        new StoreHeader(full.next(), old.logId(), old.epoch()),
                        config.maxIndexBytes());
        unfinished = Optional.empty();
        segments.add(next);
        try {
            full.seal();
        } catch (IOException e) {
            logger.warn(
                    "index {} could not be sealed: it is built again at the next start",
                    full.files().index(),
                    e);
        }
        listener.rolled(full.info());
        forgetOld(Instant.ofEpochMilli(nowMillis));
        return next;
    }

    /// Deletes what a roll that failed has left: the old segment may still grow beyond where the
    /// new one would have begun.
    void deleteUnfinished() throws IOException {
        if (unfinished.isPresent()) {
            unfinished.get().delete(disk);
            unfinished = Optional.empty();
        }
    }

    /// Drops the oldest segments while there are too many bytes or while they are too old.
    void forgetOld(Instant now) {
        try {
            segments.removeLeaving();
            while (segments.all().size() > 1 && mayGo(segments.all().getFirst(), now)) {
                Segment oldest = segments.all().getFirst();
                logger.info("retention drops {}", oldest);
                segments.removeFirst();
                listener.dropped(oldest.info());
            }
        } catch (IOException | CorruptLogException | InternalError e) {
            // The last comes when the disk cannot read a mapped file. The append that rolls need
            // not fail.
            logger.warn(
                    "old segments could not be dropped: tried again when the next segment begins",
                    e);
        }
    }

    private boolean mayGo(Segment oldest, Instant now) throws IOException {
        if (segments.bytes() > config.retainBytes()) {
            return true;
        }
        if (config.retainAge().equals(SegmentedLogConfig.FOREVER)) {
            return false;
        }
        Instant lastTime = oldest.lastTime().orElse(now);
        return Duration.between(lastTime, now).compareTo(config.retainAge()) > 0;
    }
}
