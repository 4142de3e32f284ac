package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lets the system calls of a process fail: a library in C stands between it and the system.
class FailingDiskProcessTest {

    private static final long LARGE_STORE = 1024 * 1024;
    private static final int RECORDS = 10;

    @TempDir static Path shared;
    @TempDir Path directory;

    private final Promises promises = new Promises();
    private Path log = Path.of("");
    private Path fails = Path.of("");
    private Path counts = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            RealDisks.missing("Linux");
        }
        RealDisks.requireTools("gcc");
        Path source = shared.resolve("failing_disk.c");
        try (InputStream code =
                FailingDiskProcessTest.class.getResourceAsStream("failing_disk.c")) {
            Files.copy(Objects.requireNonNull(code), source);
        }
        MountedDisk.run(
                "gcc", "-shared", "-fPIC", "-O1", "-Wall", "-o", library(), source.toString());
    }

    private static String library() {
        return shared.resolve("failing_disk.so").toString();
    }

    @BeforeEach
    void nameFiles() {
        log = directory.resolve("log");
        fails = directory.resolve("fails");
        counts = directory.resolve("counts");
    }

    @Test
    void closesForWritingAtOnceWhenASyncFails() throws IOException {
        try (ChildJvm child = start(SyncPolicy.EVERY_APPEND, LARGE_STORE)) {
            append(child, 0, RECORDS);
            Files.writeString(fails, "sync");

            assertThat(child.ask("append " + RECORDS))
                    .isEqualTo("FAILED OutcomeUnknownException written, but the sync failed");
            assertClosedForWriting(child);
            assertThat(child.ask("read 3")).isEqualTo("RECORD 3");
            assertThat(child.ask("close")).isEqualTo("CLOSED");
            child.endInput();
            assertThat(child.exitCode()).isZero();
            assertThat(child.chatter()).contains("the log is closed for writing: a sync failed");
        }

        assertThat(Files.size(counts)).as("syncs tried").isEqualTo(1);
        requireAllKept();
    }

    /// Without a sync at each append, the first that may fail is the one at the end of a segment.
    @Test
    void refusesTheAppendThatNeedsASegmentWhenItsSyncFails() throws IOException {
        try (ChildJvm child = start(SyncPolicy.ROLL, 1_000)) {
            Files.writeString(fails, "sync");
            int number = 0;
            String answer = child.ask("append " + number);
            while (answer.startsWith("ACK")) {
                promises.note(answer);
                number++;
                answer = child.ask("append " + number);
            }

            assertThat(answer)
                    .startsWith("FAILED LogUnavailableException nothing was appended")
                    .endsWith("Input/output error");
            assertClosedForWriting(child);
            assertThat(child.ask("read 0")).isEqualTo("RECORD 0");
            child.kill();
        }

        assertThat(Files.size(counts)).as("syncs tried").isEqualTo(1);
        requireAllKept();
    }

    /// A new segment's name cannot be made durable.
    @ParameterizedTest
    @EnumSource(
            value = SyncPolicy.class,
            names = {"EVERY_APPEND", "ROLL"})
    void closesForWritingWhenTheSyncOfTheDirectoryFails(SyncPolicy sync) throws IOException {
        try (ChildJvm child = start(sync, 1_000)) {
            Files.writeString(fails, "sync-directory");
            int number = 0;
            String answer = child.ask("append " + number);
            while (answer.startsWith("ACK")) {
                promises.note(answer);
                number++;
                answer = child.ask("append " + number);
            }

            assertThat(answer)
                    .startsWith("FAILED LogUnavailableException nothing was appended")
                    .endsWith("Input/output error");
            assertClosedForWriting(child);
            assertThat(child.ask("read 0")).isEqualTo("RECORD 0");
            child.kill();
        }

        assertThat(Files.size(counts)).as("syncs tried").isEqualTo(1);
        requireAllKept();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 9, 55, 56, 57, 70, 4096})
    void cutsAWriteThatAKillTore(long bytes) throws IOException {
        try (ChildJvm child = start(SyncPolicy.EVERY_APPEND, LARGE_STORE)) {
            append(child, 0, RECORDS);
            Files.writeString(fails, "tear " + bytes);
            child.say("append " + RECORDS);

            assertThat(child.hear()).isEmpty();
            assertThat(child.exitCode()).isEqualTo(137);
        }

        assertThat(Files.size(counts)).isEqualTo(1);
        requireAllKept();
    }

    @Test
    void saysSoWhenNothingCanBeSyncedAtTheStart() throws IOException {
        Files.writeString(fails, "sync");

        try (ChildJvm child = child(SyncPolicy.EVERY_APPEND, LARGE_STORE)) {
            assertThat(child.hear())
                    .startsWith("FAILED LogUnavailableException " + log + " could not be opened: ")
                    .endsWith("Input/output error");
            assertThat(child.exitCode()).isZero();
        }
    }

    private ChildJvm child(SyncPolicy sync, long storeBytes) {
        Map<String, String> environment =
                Map.of(
                        "LD_PRELOAD", library(),
                        "DISK_FAILS", fails.toString(),
                        "DISK_COUNTS", counts.toString());
        return ChildJvm.start(List.of(), environment, SessionMain.class, log, sync, storeBytes);
    }

    private ChildJvm start(SyncPolicy sync, long storeBytes) {
        ChildJvm child = child(sync, storeBytes);
        child.await("OPENED");
        return child;
    }

    private void append(ChildJvm child, int from, int to) {
        for (int number = from; number < to; number++) {
            String answer = child.ask("append " + number);
            assertThat(answer).startsWith("ACK");
            promises.note(answer);
        }
    }

    private static void assertClosedForWriting(ChildJvm child) {
        for (int i = 0; i < 3; i++) {
            assertThat(child.ask("append 99"))
                    .startsWith("FAILED LogUnavailableException the log is closed for writing: ")
                    .contains("Input/output error");
        }
    }

    private void requireAllKept() {
        SegmentedLogConfig config = SegmentedLogConfig.defaults();
        try (SegmentedLog opened = SegmentedLog.open(log, config)) {
            promises.requireKept(opened);
            opened.append(new NumberedBatch(1, 0, 0).values());
        }
        try (SegmentedLog opened = SegmentedLog.open(log, config)) {
            promises.requireKept(opened);
        }
    }
}
