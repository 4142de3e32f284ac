package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.Batch;
import proglog.Bytes;

/// What a node's consensus and its log may be told.
final class SettingsTest {

    private static final Path FOLDER = Path.of("data");
    private static final int MIB = 1024 * 1024;
    private static final Duration LEAST = Duration.ofNanos(1);
    private static final ClusterNode A = new ClusterNode("a", "a:1", "a:2");
    private static final ClusterNode B = new ClusterNode("b", "b:1", "b:2");
    private static final ConsensusConfig CONFIG = ConsensusConfig.of(A, FOLDER);

    @Test
    void mayBeSmall() {
        assertThat(
                        CONFIG.withFounders(List.of(B, A))
                                .withElectionTimeout(LEAST)
                                .withFiles(1, 2)
                                .withRetention(3, LEAST))
                .isEqualTo(new ConsensusConfig(A, FOLDER, List.of(B, A), LEAST, 1, 2, 3, LEAST));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatMakesNoSense(String reason, Runnable setting) {
        assertThatIllegalArgumentException().isThrownBy(setting::run).withMessage(reason);
    }

    static Stream<Arguments> refusesWhatMakesNoSense() {
        ReplicatedLogConfig log = ReplicatedLogConfig.of(A, FOLDER);
        return Stream.of(
                refused(A + " is not one of the founders [" + B + "]", () -> founders(B)),
                refused("electionTimeout is PT0S, must be more than 0", () -> elections()),
                refused("segmentBytes is 0, must be more than 0", () -> CONFIG.withFiles(0, 1)),
                refused("snapshotBytes is 0, must be more than 0", () -> CONFIG.withFiles(1, 0)),
                refused("retainBytes is 0, must be more than 0", () -> retains(0, LEAST)),
                refused("retainAge is PT0S, must be more than 0", () -> retains(1, Duration.ZERO)),
                refused(
                        "patience is PT0S, must be more than 0",
                        () -> log.withPatience(Duration.ZERO)),
                refused("maxValueBytes is -1, must be from 0 to 16 MiB", () -> values(-1)),
                refused(
                        "maxValueBytes is 16777217, must be from 0 to 16 MiB",
                        () -> values(16 * MIB + 1)));
    }

    private static Arguments refused(String reason, Runnable setting) {
        return Arguments.of(reason, setting);
    }

    private static ConsensusConfig founders(ClusterNode... nodes) {
        return CONFIG.withFounders(List.of(nodes));
    }

    private static ConsensusConfig elections() {
        return CONFIG.withElectionTimeout(Duration.ZERO);
    }

    private static ConsensusConfig retains(long bytes, Duration age) {
        return CONFIG.withRetention(bytes, age);
    }

    private static ReplicatedLogConfig values(int maxBytes) {
        ReplicatedLogConfig log = ReplicatedLogConfig.of(A, FOLDER);
        return new ReplicatedLogConfig(
                A, FOLDER, log.clock(), log.patience(), maxBytes, log.telemetry());
    }

    @Test
    void knowsEnginesByName() {
        assertThat(EngineKind.of("jraft")).isEqualTo(EngineKind.JRAFT);
        assertThat(EngineKind.of("atomix")).isEqualTo(EngineKind.ATOMIX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineKind.of("JRaft"))
                .withMessage("unknown engine 'JRaft', it is one of [jraft, atomix]");
    }

    @Test
    void forgetsOnlyWhenToldSo() {
        assertThat(CONFIG.forgets()).isFalse();
        assertThat(CONFIG.withRetention(Long.MAX_VALUE, Duration.ofDays(36_500)).forgets())
                .isFalse();
        assertThat(CONFIG.withRetention(Long.MAX_VALUE, Duration.ofDays(36_499)).forgets())
                .isTrue();
        assertThat(CONFIG.withRetention(Long.MAX_VALUE - 1, Duration.ofDays(36_500)).forgets())
                .isTrue();
    }

    @Test
    void takesValuesUpToTheLimit() {
        values(4).requireFits(Batch.of(Bytes.utf8("1234")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> values(4).requireFits(Batch.of(Bytes.utf8("12345"))))
                .withMessage("a value of 5 bytes is over the limit of 4 bytes");
    }

    // An entry of Raft's log is up to 24 MiB: the values, and four bytes for the length of each.
    @Test
    void takesBatchesThatFitIntoAnEntry() {
        Bytes half = Bytes.copyOf(new byte[12 * MIB - 4]);
        Bytes more = Bytes.copyOf(new byte[12 * MIB - 3]);

        values(16 * MIB).requireFits(Batch.of(List.of(half, half)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> values(16 * MIB).requireFits(Batch.of(List.of(half, more))))
                .withMessage("a batch of 25165825 bytes is over the limit of 25165824 bytes");
    }
}
