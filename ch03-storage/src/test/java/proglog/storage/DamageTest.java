package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What is found for each kind of damage.
final class DamageTest {

    @TempDir private Path folder;
    private ThreeSegments log;

    @BeforeEach
    void writeALog() {
        log = ThreeSegments.write(folder);
    }

    /// What was done to the log, and what is found.
    record Case(String name, Consumer<ThreeSegments> breakage, List<String> findings) {
        Case(String name, Consumer<ThreeSegments> breakage, String... findings) {
            this(name, breakage, List.of(findings));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Case> DAMAGES =
            List.of(
                    new Case(
                            "a flipped bit in a sealed segment",
                            log -> log.flip(log.store(0), 99 + 60),
                            "00000000000000000000.store, position 99: expected checksum"
                                + " 0x[0-9a-f]{8}, found 0x[0-9a-f]{8}; offsets \\[1, 2\\) cannot"
                                + " be read; intact again at position 166"),
                    new Case(
                            "a flipped bit in the last segment",
                            log -> log.flip(log.store(6), 32 + 60),
                            "00000000000000000006.store, position 32: expected checksum .*; offsets"
                                    + " \\[6, 7\\) cannot be read; intact again at position 99"),
                    new Case(
                            "an impossible length",
                            log -> log.flip(log.store(3), 99),
                            "00000000000000000003.store, position 99: expected a length from 48 to"
                                    + " 126, found 268435515; offsets \\[4, 5\\) .*"),
                    new Case(
                            "a sealed store that lost its end",
                            log -> log.cut(log.store(0), 5),
                            "00000000000000000000.index, position 36: expected the footer of base"
                                + " 0, 228 bytes, log LOG, found base 0, 233 bytes, log LOG; built"
                                + " again when the log is opened",
                            "00000000000000000000.store, position 166: expected a length from 48 to"
                                    + " 54, found 59; no intact frame follows in this file"),
                    new Case(
                            "a sealed store that lost its last frame",
                            log -> log.cut(log.store(0), 67),
                            "00000000000000000000.index, position 36: .*",
                            "00000000000000000000.store, position 166: expected an end before"
                                + " offset 3, found one before 2; 00000000000000000003.store does"
                                + " not follow it"),
                    new Case(
                            "a damaged header",
                            log -> log.flip(log.store(3), 17),
                            "00000000000000000003.store, position 28: expected checksum .*; its"
                                    + " frames cannot be checked"),
                    new Case(
                            "another file's magic number",
                            log -> log.flip(log.store(3), 0),
                            "00000000000000000003.store, position 0: expected magic number"
                                + " 0x504c4f47, found 0x404c4f47; its frames cannot be checked"),
                    new Case(
                            "half a header",
                            log -> log.cut(log.store(3), 233 - 31),
                            "00000000000000000003.store, position 0: expected a header of 32 bytes,"
                                    + " found 31 bytes; .*"),
                    new Case(
                            "two stores swapped",
                            log -> log.swap(log.store(0), log.store(3)),
                            "00000000000000000000.store, position 8: expected base 0, found base 3;"
                                    + " .*",
                            "00000000000000000003.store, position 8: expected base 3, found base 0;"
                                    + " .*"),
                    new Case(
                            "a store missing, its index not",
                            log -> log.delete(log.store(3)),
                            "00000000000000000003.store, position 0: expected a store beside its"
                                    + " index, found no file; its records are lost",
                            "00000000000000000000.store, position 233: expected an end before"
                                    + " offset 6, found one before 3; .*"),
                    new Case(
                            "a segment missing",
                            log -> {
                                log.delete(log.store(3));
                                log.delete(log.index(3));
                            },
                            "00000000000000000000.store, position 233: expected an end before"
                                + " offset 6, found one before 3; 00000000000000000006.store does"
                                + " not follow it"),
                    new Case(
                            "the last segment missing",
                            log -> {
                                log.delete(log.store(6));
                                log.delete(log.index(6));
                            },
                            "00000000000000000006.store, position 0: expected a segment after"
                                    + " offset 5, found no file; its records are lost"),
                    new Case(
                            "another log's segment",
                            log -> {
                                ThreeSegments other =
                                        ThreeSegments.write(log.directory().resolve("other"));
                                log.swap(log.store(6), other.store(6));
                            },
                            "00000000000000000006.store, position 16: expected log id LOG, found"
                                    + " LOG; it belongs to another log"),
                    new Case(
                            "a wrong entry in a sealed index",
                            log -> log.flip(log.index(0), 23),
                            "00000000000000000000.index, position 12: expected entry \\(1, 99\\),"
                                + " found entry \\(1, 115\\); no record is lost: it is built again"
                                + " when it is first used"),
                    new Case(
                            "two sealed indexes swapped",
                            log -> log.swap(log.index(0), log.index(3)),
                            "00000000000000000000.index, position 36: expected the footer of base"
                                    + " 0, 233 bytes, log LOG, found base 3, .*",
                            "00000000000000000003.index, position 36: .*"),
                    new Case(
                            "a file with a strange name",
                            log -> log.create("99999999999999999999.store"),
                            "99999999999999999999.store, position 0: expected a name of 20 digits,"
                                    + " found this one; .*"));

    @ParameterizedTest
    @FieldSource("DAMAGES")
    void namesThePlaceOfDamage(Case example) throws IOException {
        example.breakage().accept(log);

        Verification verification = VerificationTest.verify(folder);

        assertThat(verification.verdict()).isEqualTo(Verification.Verdict.DAMAGED);
        VerificationTest.assertFindings(
                verification, Finding.Kind.DAMAGE, example.findings().toArray(String[]::new));
    }

    record Explained(
            String name, Consumer<ThreeSegments> breakage, Finding.Kind kind, String finding) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Explained> EXPLAINED_BY_A_CRASH =
            List.of(
                    new Explained(
                            "half a frame at the end",
                            log -> log.cut(log.store(6), 56 + 10),
                            Finding.Kind.TORN_TAIL,
                            "00000000000000000006.store, position 32: expected a length from 48 to"
                                + " 49, found 59; never acknowledged: opening the log cuts 57 bytes"
                                + " from position 32 on"),
                    new Explained(
                            "a last index that does not fit",
                            log -> log.flip(log.index(6), 11),
                            Finding.Kind.STALE_INDEX,
                            "00000000000000000006.index, position 0: expected entry \\(0, 32\\),"
                                + " found entry \\(0, 48\\); built again when the log is opened"),
                    new Explained(
                            "no last index",
                            log -> log.delete(log.index(6)),
                            Finding.Kind.STALE_INDEX,
                            "00000000000000000006.index, position 0: expected entry \\(0, 32\\),"
                                    + " found no entry; .*"),
                    new Explained(
                            "a store that was being written",
                            log -> log.create("00000000000000000007.store.tmp"),
                            Finding.Kind.LEFTOVER,
                            "00000000000000000007.store.tmp, position 0: expected no such file,"
                                    + " .*"));

    @ParameterizedTest
    @FieldSource("EXPLAINED_BY_A_CRASH")
    void callsWholeWhatACrashExplains(Explained example) throws IOException {
        example.breakage().accept(log);

        Verification verification = VerificationTest.verify(folder);

        assertThat(verification.verdict()).isEqualTo(Verification.Verdict.WHOLE);
        VerificationTest.assertFindings(verification, example.kind(), example.finding());
    }
}
