package proglog.bench;

import java.time.Duration;

/// How much is measured, and how often.
///
/// @param name how the report calls it
/// @param rounds in which ours and the raw limit take turns
/// @param patience when it is over, three rounds must do
/// @param segmentBytes the size of a segment, and of the files of the raw limit
/// @param appendBytes appended in a round
/// @param syncTime how long many threads append and sync in a round
/// @param syncedAppends how many appends of a single thread are timed in a round
/// @param readBytes the size of the log that is read
/// @param randomReads how many reads are timed in a round
/// @param openBytes the size of the log that is opened after a kill
record Scale(
        String name,
        int rounds,
        Duration patience,
        long segmentBytes,
        long appendBytes,
        Duration syncTime,
        int syncedAppends,
        long readBytes,
        int randomReads,
        long openBytes) {

    private static final long MIB = 1024 * 1024;
    private static final int SLICES = 5;

    /// Less than a minute's worth.
    static Scale quick() {
        return new Scale(
                "quick",
                7,
                Duration.ofSeconds(6),
                64 * MIB,
                128 * MIB,
                Duration.ofMillis(300),
                200,
                192 * MIB,
                50_000,
                1024 * MIB);
    }

    /// What the targets are stated for. Many short rounds: a disturbance should spoil few of them.
    static Scale full() {
        return new Scale(
                "full",
                21,
                Duration.ofSeconds(40),
                64 * MIB,
                256 * MIB,
                Duration.ofMillis(500),
                400,
                512 * MIB,
                100_000,
                4096 * MIB);
    }

    Scale withRounds(int rounds) {
        return new Scale(
                name,
                rounds,
                patience,
                segmentBytes,
                appendBytes,
                syncTime,
                syncedAppends,
                readBytes,
                randomReads,
                openBytes);
    }

    /// The same with so much longer turns of many appends.
    Scale withLongerTurns(int factor) {
        return new Scale(
                name,
                rounds,
                patience,
                segmentBytes,
                appendBytes,
                syncTime.multipliedBy(factor),
                syncedAppends,
                readBytes,
                randomReads,
                openBytes);
    }

    /// The same in more and shorter slices: what disturbs a slice disturbs its neighbours, so small
    /// differences show.
    Scale inSlices() {
        return new Scale(
                name,
                rounds * SLICES,
                patience,
                segmentBytes,
                appendBytes,
                syncTime.dividedBy(SLICES),
                syncedAppends / 2,
                readBytes,
                randomReads,
                openBytes);
    }

    /// The most bytes that are on the disk at the same time.
    long diskBytes() {
        return Math.max(openBytes + openBytes / 8, Math.max(2 * appendBytes, 2 * readBytes))
                + 4 * segmentBytes;
    }
}
