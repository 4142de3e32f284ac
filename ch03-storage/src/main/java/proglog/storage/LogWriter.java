package proglog.storage;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.HighWaterMark;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.Producers;
import proglog.Task;

/// Gives offsets, writes groups of appends to the active segment, syncs and publishes them. One
/// thread at a time, under [GroupCommit]'s lock.
///
/// A group is written, then synced, then published: a reader never sees what a power cut could take
/// back. When a write fails, what it left is cut off again, so that store, index and offsets agree;
/// when a sync fails nobody knows what is on the disk, so nothing is written any more.
final class LogWriter implements GroupCommit.Writer {

    private static final Logger logger = LoggerFactory.getLogger(LogWriter.class);

    private final SegmentedLogConfig config;
    private final InstantSource clock;
    private final Segments segments;
    private final Roller roller;
    private final HighWaterMark mark;
    private final WriteGate gate;
    private final Syncs syncs;
    private final Producers producers;
    private final FrameEncoder encoder;
    private long lastMillis; // append time of the last record

    LogWriter(
            SegmentedLogConfig config,
            InstantSource clock,
            Roller roller,
            OpenedLog opened,
            HighWaterMark mark,
            WriteGate gate,
            Syncs syncs) {
        this.config = config;
        this.clock = clock;
        this.segments = opened.segments();
        this.roller = roller;
        this.mark = mark;
        this.gate = gate;
        this.syncs = syncs;
        this.producers = opened.producers();
        this.encoder = new FrameEncoder(segments.active());
        this.lastMillis = opened.lastTime().toEpochMilli();
    }

    @Override
    public void write(List<Append> group) {
        Deque<Append> waiting = new ArrayDeque<>(group);
        try {
            while (!waiting.isEmpty() && gate.isOpen()) {
                writePart(waiting);
            }
        } catch (RuntimeException | Error e) { // what was written so far may be half a frame
            gate.shut("an append failed unexpectedly (" + e + "): open the log again");
            throw e;
        }
        waiting.forEach(append -> append.fail(gate.refusal()));
    }

    /// Writes as much of the group as the active segment takes.
    private void writePart(Deque<Append> waiting) {
        List<Append> part = new ArrayList<>();
        long first = segments.active().next();
        try {
            Segment segment = segmentFor(waiting.getFirst());
            first = segment.next();
            encoder.begin(segment, now());
            while (!waiting.isEmpty() && hasRoom(segment, waiting.getFirst())) {
                part.add(waiting.removeFirst());
                place(part.getLast());
            }
            encoder.finish();
        } catch (IOException e) {
            part.addAll(waiting);
            waiting.clear();
            takeBack(part, first, e);
            return;
        }
        commit(part, encoder.next());
    }

    private Segment segmentFor(Append append) throws IOException {
        Segment active = segments.active();
        if (active.isEmpty() || !active.isFull(config.maxStoreBytes(), 0, append.frames())) {
            return active; // an empty segment takes whatever there is
        }
        syncs.sync(active);
        return roller.roll(active, now());
    }

    /// Whether the batch still fits behind the part of the group that is encoded already.
    private boolean hasRoom(Segment segment, Append append) {
        boolean isFirst = encoder.next() == segment.next();
        return isFirst
                || !segment.isFull(
                        config.maxStoreBytes(), encoder.pendingBytes(), 1 + append.frames());
    }

    private void place(Append append) throws IOException {
        try {
            Optional<OffsetRange> earlier = producers.find(append.batch().sequence());
            if (earlier.isPresent()) {
                append.place(earlier.get());
                return;
            }
        } catch (OutcomeUnknownException e) {
            append.fail(e);
            return;
        }
        long first = encoder.next();
        encoder.add(append.batch());
        append.place(new OffsetRange(first, encoder.next()));
        producers.remember(append.batch().sequence(), new OffsetRange(first, encoder.next()));
    }

    @Task("3.7")
    private void commit(List<Append> part, long next) {
        Segment segment = segments.active();
        try {
            if (config.sync() == SyncPolicy.EVERY_APPEND) {
                syncs.sync(segment);
            }
        } catch (IOException e) {
            forEachUndone(
                    part,
                    append ->
                            append.fail(
                                    new OutcomeUnknownException(
                                            "written, but the sync failed", e)));
            return;
        }
        segment.publish(next);
        mark.moveTo(next);
        forEachUndone(part, Append::succeed);
    }

    private void takeBack(List<Append> part, long first, IOException cause) {
        if (cause instanceof FailedSyncException) { // a segment may have begun, or may not
            syncs.shut(cause);
        }
        try {
            producers.forgetFrom(first);
            if (!gate.hasFailed()) { // else a sync failed, before anything of the part was written
                segments.active().discard();
                roller.deleteUnfinished();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
            gate.shut(
                    "a failed write could not be taken back ("
                            + e.getMessage()
                            + "): open the log again");
            forEachUndone(
                    part,
                    append ->
                            append.fail(
                                    new OutcomeUnknownException(
                                            "a write failed and could not be taken back", cause)));
            return;
        }
        String message = "nothing was appended: " + cause.getMessage();
        forEachUndone(part, append -> append.fail(new LogUnavailableException(message, cause)));
    }

    private static void forEachUndone(List<Append> part, Consumer<Append> action) {
        part.stream().filter(append -> append.state() != Append.State.DONE).forEach(action);
    }

    /// Writes, at the end of a log that is closed, that everything before is on the disk.
    void markSynced() throws IOException {
        Segment active = segments.active();
        syncs.sync(active);
        if (active.endsWithMark()) {
            return;
        }
        try {
            encoder.mark(active, now());
            active.publishMark();
            active.store().force();
        } catch (IOException e) { // nothing is lost, but the last batch has no witness
            logger.warn("{} is closed without a mark", active.store().path(), e);
        }
    }

    /// Forgets what was written at `offset` and behind it.
    void forgetFrom(long offset) {
        producers.forgetFrom(offset);
    }

    private long now() {
        Instant now = clock.instant();
        lastMillis = Math.max(lastMillis, now.toEpochMilli());
        return lastMillis;
    }
}
