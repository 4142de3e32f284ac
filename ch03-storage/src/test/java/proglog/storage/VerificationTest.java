package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Batch;
import proglog.Bytes;
import proglog.OffsetRange;

final class VerificationTest {

    private static final String LOG_ID = "0x[0-9a-f]{16}";
    private static final LogVisitor NOBODY = new LogVisitor() {};

    @TempDir private Path folder;
    private ThreeSegments log;

    @BeforeEach
    void writeALog() {
        log = ThreeSegments.write(folder);
    }

    @Test
    void findsNothingInAWholeLog() throws IOException {
        Verification verification = verify();

        assertThat(verification.findings()).isEmpty();
        assertThat(verification.verdict()).isEqualTo(Verification.Verdict.WHOLE);
        assertThat(verification.records()).isEqualTo(7);
        assertThat(verification.offsets()).isEqualTo(new OffsetRange(0, 7));
        assertThat(verification.segments())
                .extracting(SegmentReport::frames, SegmentReport::indexEntries)
                .containsExactly(tuple(3L, 3), tuple(3L, 3), tuple(2L, 1));
        assertThat(verification.segments().getFirst().firstTime()).contains(Instant.EPOCH);
    }

    @Test
    void findsAFlipOfAnyByteOfAClosedLog() throws IOException {
        for (long base : new long[] {0, 6}) {
            for (int position = 0; position < Files.size(log.store(base)) - 56; position++) {
                log.flip(log.store(base), position);
                assertThat(verify().verdict())
                        .as("%d, %d", base, position)
                        .isNotEqualTo(Verification.Verdict.WHOLE);
                log.flip(log.store(base), position);
            }
        }
    }

    @Test
    void cannotTellDamageToTheLastBatchOfAKilledLogFromATornWrite(@TempDir Path other)
            throws IOException {
        ThreeSegments killed = ThreeSegments.writeAndKill(other);
        killed.flip(killed.store(6), 32 + 60);

        Verification verification = verify(other);

        assertThat(verification.verdict()).isEqualTo(Verification.Verdict.WHOLE);
        assertFindings(verification, Finding.Kind.TORN_TAIL, "00000000000000000006.store, .*");
    }

    @Test
    void countsNoRecordOfABatchThatWasNotFinished(@TempDir Path other) throws IOException {
        try (SegmentedLog open = SegmentedLog.open(other, SegmentedLogConfig.defaults())) {
            open.append(Bytes.utf8("before"));
            Bytes large = Bytes.wrap(new byte[5000]);
            open.append(Batch.of(List.of(large, large)), proglog.Deadline.never());
        }
        ThreeSegments torn = new ThreeSegments(other);
        torn.cut(torn.store(0), 56 + 5060);

        Verification verification = verify(other);

        assertThat(verification.records()).isEqualTo(1);
        assertFindings(
                verification,
                Finding.Kind.TORN_TAIL,
                "00000000000000000000.store, position 5158: expected the rest of the batch at"
                    + " position 98, found no more; never acknowledged: opening the log cuts 5060"
                    + " bytes from position 98 on");
    }

    @Test
    void isWholeOnceTheLogHasCutItsTornEnd() throws IOException {
        log.cut(log.store(6), 56 + 10);

        SegmentedLog.open(folder, ThreeSegments.CONFIG).close();

        assertThat(verify().findings()).isEmpty();
        assertThat(verify().offsets()).isEqualTo(new OffsetRange(0, 6));
    }

    @Test
    void readsALogThatIsOpenAndChangesNothing() throws IOException {
        try (SegmentedLog open = SegmentedLog.open(folder, ThreeSegments.CONFIG)) {
            open.append(Bytes.utf8("one more"));
            var before = log.state();

            Verification verification = verify();

            assertThat(verification.findings()).isEmpty();
            assertThat(verification.records()).isEqualTo(8);
            assertThat(log.state()).isEqualTo(before);
        }
    }

    @Test
    void passesOverWhatAResetLeftBehind() throws IOException {
        byte[] old = Files.readAllBytes(log.store(3));
        try (SegmentedLog open = SegmentedLog.open(folder, ThreeSegments.CONFIG)) {
            open.reset(100);
        }
        Files.write(log.store(3), old);

        Verification verification = verify();

        assertThat(verification.offsets()).isEqualTo(new OffsetRange(100, 100));
        assertThat(verification.verdict()).isEqualTo(Verification.Verdict.WHOLE);
        assertFindings(
                verification,
                Finding.Kind.LEFTOVER,
                "00000000000000000003.store, position 24: expected epoch 1, found epoch 0; .*");
    }

    @Test
    void refusesToJudgeAnotherVersion() throws IOException {
        byte[] store = Files.readAllBytes(log.store(3));
        store[7] = 2;
        Files.write(log.store(3), store);

        Verification verification = verify();

        assertThat(verification.verdict()).isEqualTo(Verification.Verdict.UNREADABLE);
        assertFindings(
                verification,
                Finding.Kind.UNREADABLE,
                "00000000000000000003.store, .* has format version 2, this program knows version 1;"
                        + " not checked");
    }

    @Test
    void readsOnlyTheSegmentsThatAreAskedFor() throws IOException {
        log.flip(log.store(0), 99);

        Verification verification =
                Verification.of(new LocalDisk(), folder, new OffsetRange(4, 5), NOBODY);

        assertThat(verification.findings()).isEmpty();
        assertThat(verification.offsets()).isEqualTo(new OffsetRange(3, 6));
    }

    private Verification verify() throws IOException {
        return verify(folder);
    }

    static Verification verify(Path directory) throws IOException {
        return Verification.of(new LocalDisk(), directory, Verification.ALL, NOBODY);
    }

    static void assertFindings(Verification verification, Finding.Kind kind, String... patterns) {
        assertThat(verification.findings()).allMatch(finding -> finding.kind() == kind);
        assertThat(verification.findings()).hasSize(patterns.length);
        for (int i = 0; i < patterns.length; i++) {
            assertThat(verification.findings().get(i).toString())
                    .matches(patterns[i].replace("LOG", LOG_ID));
        }
    }
}
