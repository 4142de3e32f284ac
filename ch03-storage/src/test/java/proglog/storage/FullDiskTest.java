package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.LogUnavailableException;

/// Fills a small disk to the last byte.
class FullDiskTest {

    private static final int MIB = 1024 * 1024;
    private static final String FULL = "No space left on device";

    @TempDir Path directory;

    /// A kind of disk, and what is appended until it is full.
    record Case(boolean inMemory, int valueBytes, int batchSize, int storeBytes) {

        Case withValueBytes(int bytes) {
            return new Case(inMemory, bytes, 1, storeBytes);
        }
    }

    static List<Case> cases() {
        return Stream.of(true, false)
                .flatMap(inMemory ->
                        Stream.of(
                                new Case(inMemory, 100, 1, 64 * MIB),
                                new Case(inMemory, 100, 1, 64 * 1024),
                                new Case(inMemory, 3_000, 40, 64 * MIB),
                                new Case(inMemory, 700 * 1024, 1, 64 * MIB),
                                new Case(inMemory, 10_000, 3, 100_000)))
                .toList();
    }

    @BeforeEach
    void needADisk() {
        RealDisks.require("mount", "umount", "truncate", "mkfs.ext4");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refusesAppendsWhileFullAndTakesThemAgain(Case how) throws IOException {
        try (MountedDisk disk = disk(how)) {
            Path filler = fillUpTo(disk, how);
            List<Bytes> appended = new ArrayList<>();

            try (SegmentedLog log = open(disk, how)) {
                fill(log, how, appended);
                requireHolds(log, appended);
                Files.delete(filler);
                append(log, how, appended);
                requireHolds(log, appended);
            }

            try (SegmentedLog log = open(disk, how)) {
                requireHolds(log, appended);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isClosedAndOpenedAgainWhileFull(Case how) throws IOException {
        try (MountedDisk disk = disk(how)) {
            Path filler = fillUpTo(disk, how);
            List<Bytes> appended = new ArrayList<>();
            SegmentedLog full = open(disk, how);
            fill(full, how, appended);
            fill(full, how.withValueBytes(4_000), appended);
            fill(full, how.withValueBytes(0), appended); // not even a mark fits now

            assertThatCode(full::close).doesNotThrowAnyException();

            try (SegmentedLog log = open(disk, how)) {
                requireHolds(log, appended);
                fill(log, how, appended);
                Files.delete(filler);
                append(log, how, appended);
                requireHolds(log, appended);
            }
        }
    }

    /// Half of a group may be on the disk when it is full: none of it may come back.
    @RepeatedTest(4)
    void keepsNothingOfRefusedAppendsEvenWhenKilled() {
        try (MountedDisk disk = MountedDisk.tmpfs(directory.resolve("mount"), MIB, 200)) {
            Path log = disk.path().resolve("log");
            var promises = new Promises();
            try (ChildJvm child =
                    ChildJvm.start(LoadMain.class, log, 0, 16, "EVERY_APPEND", 64 * MIB, MIB)) {
                child.await("READY");
                for (String line = child.hear(); !line.equals("STOPPED"); line = child.hear()) {
                    promises.note(line);
                }
                child.kill();
            }

            try (SegmentedLog opened = SegmentedLog.open(log, SegmentedLogConfig.defaults())) {
                promises.requireKept(opened);
                promises.requireNothingElse(opened);
            }
        }
    }

    /// No room for another file, but for bytes: the roll fails at each file it makes.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void refusesAppendsWhenNoSegmentCanBegin(int freeFiles) throws IOException {
        int files = 4 + 1 + freeFiles; // root, log, LOCK, a segment's two, and the rest
        Case how = new Case(true, 1_000, 1, 10_000);
        try (MountedDisk disk = MountedDisk.tmpfs(directory.resolve("mount"), MIB, files + 1)) {
            Path filler = Files.createFile(disk.path().resolve("filler"));
            List<Bytes> appended = new ArrayList<>();
            try (SegmentedLog log = open(disk, how)) {
                fill(log, how, appended);
                requireHolds(log, appended);
            }
            try (SegmentedLog log = open(disk, how)) {
                requireHolds(log, appended);
                fill(log, how, appended);
                Files.delete(filler);
                requireHolds(log, appended);
            }
        }
    }

    private MountedDisk disk(Case how) {
        if (how.inMemory()) {
            return MountedDisk.tmpfs(directory.resolve("mount"), 4 * MIB, 200);
        }
        MountedDisk.format(directory.resolve("disk.img"), 8);
        return MountedDisk.ext4(directory.resolve("mount"), directory.resolve("disk.img"));
    }

    /// Leaves little room, since every append of a small value to a real disk takes its time.
    private static Path fillUpTo(MountedDisk disk, Case how) throws IOException {
        long free = Files.getFileStore(disk.path()).getUsableSpace();
        long room = Math.max(100 * 1024, 3L * how.valueBytes() * how.batchSize());
        return Files.write(disk.path().resolve("filler"), new byte[(int) (free - room)]);
    }

    private static SegmentedLog open(MountedDisk disk, Case how) {
        return SegmentedLog.open(
                disk.path().resolve("log"),
                SegmentedLogConfig.defaults().withSegments(how.storeBytes(), MIB));
    }

    /// Appends until the disk is full, and once more.
    private static void fill(SegmentedLog log, Case how, List<Bytes> appended) {
        var failure =
                catchThrowableOfType(
                        LogUnavailableException.class,
                        () -> {
                            while (true) {
                                append(log, how, appended);
                            }
                        });
        assertThat(failure).hasMessageContaining("nothing was appended").hasMessageContaining(FULL);
        assertThatThrownBy(() -> log.append(values(how, appended.size())))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining(FULL);
    }

    private static void append(SegmentedLog log, Case how, List<Bytes> appended) {
        List<Bytes> values = values(how, appended.size());
        assertThat(log.append(values).first()).isEqualTo(appended.size());
        appended.addAll(values);
    }

    private static List<Bytes> values(Case how, int first) {
        List<Bytes> values = new ArrayList<>();
        for (int i = 0; i < how.batchSize(); i++) {
            byte[] value = new byte[how.valueBytes()];
            Arrays.fill(value, (byte) (first + i));
            values.add(Bytes.wrap(value));
        }
        return values;
    }

    private static void requireHolds(SegmentedLog log, List<Bytes> appended) {
        assertThat(log.offsets().next()).isEqualTo(appended.size());
        for (int i = 0; i < appended.size(); i++) {
            if (!log.read(i).value().equals(appended.get(i))) {
                assertThat(log.read(i).value()).as("value %d", i).isEqualTo(appended.get(i));
            }
        }
    }
}
