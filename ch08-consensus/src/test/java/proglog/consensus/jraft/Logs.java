package proglog.consensus.jraft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import proglog.Bytes;
import proglog.consensus.Measure;
import proglog.storage.StorageListener;

/// Logs whose commands say how many records they hold: a byte for that, four for the time, and some
/// more. Immutable.
final class Logs {

    static final RaftLogSettings SMALL =
            new RaftLogSettings(2_000, Long.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE));

    private Logs() {}

    static RaftLog open(Path directory) {
        return open(directory, SMALL);
    }

    static RaftLog open(Path directory, RaftLogSettings settings) {
        return open(directory, settings, InstantSource.system());
    }

    static RaftLog open(Path directory, RaftLogSettings settings, InstantSource clock) {
        try {
            return RaftLog.open(directory, settings, Logs::measure, clock, StorageListener.NONE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Measure measure(Bytes command) {
        return new Measure(command.byteAt(0), command.asByteBuffer().getInt(1));
    }

    static byte[] command(int records, int time, int size) {
        byte[] command = new byte[Math.max(5, size)];
        Arrays.fill(command, (byte) size);
        ByteBuffer.wrap(command).put((byte) records).putInt(time);
        return command;
    }

    static NewEntry data(long index, long term, int records, int time, int size) {
        return new NewEntry(
                index, term, EntryKind.DATA, ByteBuffer.wrap(command(records, time, size)));
    }

    static NewEntry noOp(long index, long term) {
        return new NewEntry(index, term, EntryKind.NO_OP, ByteBuffer.allocate(0));
    }

    static NewEntry configuration(long index, long term, String peers) {
        return new NewEntry(
                index,
                term,
                EntryKind.CONFIGURATION,
                ByteBuffer.wrap((peers + "\n\n\n").getBytes(StandardCharsets.UTF_8)));
    }

    /// Appends `count` commands of one record each, at the times that are their indexes.
    static void append(RaftLog log, long term, int count) {
        List<NewEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long index = log.nextIndex() + i;
            entries.add(data(index, term, 1, (int) index, 60));
        }
        log.append(entries);
    }
}
