package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a log in files may be told.
final class SegmentedLogConfigTest {

    private static final int GIB = 1024 * 1024 * 1024;
    private static final SegmentedLogConfig DEFAULTS = SegmentedLogConfig.defaults();

    @Test
    void mayBeSmall() {
        SegmentedLogConfig least =
                DEFAULTS.withSegments(1, Index.ENTRY_BYTES)
                        .withMaxValueBytes(0)
                        .withFirstOffset(0)
                        .withSyncInterval(Duration.ofNanos(1))
                        .withRetention(0, Duration.ZERO);

        assertThat(least)
                .isEqualTo(
                        new SegmentedLogConfig(
                                1,
                                12,
                                0,
                                0,
                                SyncPolicy.INTERVAL,
                                Duration.ofNanos(1),
                                0,
                                Duration.ZERO));
    }

    @Test
    void takesValuesOfUpToOneGib() {
        assertThat(DEFAULTS.withMaxValueBytes(GIB).maxValueBytes()).isEqualTo(GIB);
    }

    @Test
    void syncsEveryAppendAndForgetsNothingUnlessToldOtherwise() {
        assertThat(DEFAULTS)
                .isEqualTo(
                        new SegmentedLogConfig(
                                64 * 1024 * 1024,
                                10 * 1024 * 1024,
                                16 * 1024 * 1024,
                                0,
                                SyncPolicy.EVERY_APPEND,
                                Duration.ofMillis(100),
                                Long.MAX_VALUE,
                                SegmentedLogConfig.FOREVER));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatMakesNoSense(String reason, Runnable setting) {
        assertThatIllegalArgumentException().isThrownBy(setting::run).withMessage(reason);
    }

    static Stream<Arguments> refusesWhatMakesNoSense() {
        return Stream.of(
                refused(
                        "maxStoreBytes is 0, must be more than 0",
                        () -> DEFAULTS.withSegments(0, 12)),
                refused(
                        "maxIndexBytes is 11, must be at least 12, one entry",
                        () -> DEFAULTS.withSegments(1, 11)),
                refused(
                        "maxValueBytes is -1, must be from 0 to 1 GiB",
                        () -> DEFAULTS.withMaxValueBytes(-1)),
                refused(
                        "maxValueBytes is 1073741825, must be from 0 to 1 GiB",
                        () -> DEFAULTS.withMaxValueBytes(GIB + 1)),
                refused("firstOffset is -1, must be 0 or more", () -> DEFAULTS.withFirstOffset(-1)),
                refused(
                        "syncInterval is PT0S, must be more than 0",
                        () -> DEFAULTS.withSyncInterval(Duration.ZERO)),
                refused(
                        "retainBytes is -1, must be 0 or more",
                        () -> DEFAULTS.withRetention(-1, Duration.ZERO)),
                refused(
                        "retainAge is PT-1S, must be 0 or more",
                        () -> DEFAULTS.withRetention(0, Duration.ofSeconds(-1))));
    }

    private static Arguments refused(String reason, Runnable setting) {
        return Arguments.of(reason, setting);
    }
}
