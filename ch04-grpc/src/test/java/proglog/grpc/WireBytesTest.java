package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.Consistency;
import proglog.LogRecord;
import proglog.v1.ConsumeRequest;

/// What goes over the wire comes out of it as it was.
final class WireBytesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 70_000})
    void ofAnyLength(int length) {
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = (byte) i;
        }

        ByteString sent = Wire.byteString(Bytes.copyOf(value));

        assertThat(sent.toByteArray()).isEqualTo(value);
        assertThat(Wire.bytes(sent)).isEqualTo(Bytes.copyOf(value));
    }

    @Test
    void alsoWhenItIsInPieces() {
        String head = "head".repeat(100);
        String tail = "tail".repeat(100);

        Bytes value =
                Wire.bytes(ByteString.copyFromUtf8(head).concat(ByteString.copyFromUtf8(tail)));

        assertThat(value).isEqualTo(Bytes.utf8(head + tail));
    }

    @Test
    void alsoWhenItIsInABuffer() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(3).put(new byte[] {1, 2, 3}).flip();

        assertThat(Wire.bytes(UnsafeByteOperations.unsafeWrap(buffer)))
                .isEqualTo(Bytes.copyOf(new byte[] {1, 2, 3}));
    }

    static List<Instant> times() {
        return List.of(
                Instant.EPOCH,
                Instant.ofEpochSecond(-1, 1),
                Instant.ofEpochSecond(1_800_000_000, 999_999_999),
                Instant.parse("1678-01-01T00:00:00.000000001Z"),
                Instant.parse("2261-12-31T23:59:59.999999999Z"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void withTheirTimes(Instant time) {
        LogRecord record = new LogRecord(7, time, Bytes.utf8("a"));

        assertThat(Wire.record(Wire.record(record))).isEqualTo(record);
    }

    @Test
    void timesThatAreTooFarAwayAreAsFarAsTheyGo() {
        assertThat(Wire.instant(Wire.unixNanos(Instant.MAX))).isAfter("2262-01-01T00:00:00Z");
        assertThat(Wire.instant(Wire.unixNanos(Instant.MIN))).isBefore("1678-01-01T00:00:00Z");
    }

    static List<Consistency> freshness() {
        return List.of(Consistency.LOCAL, Consistency.LINEARIZABLE, Consistency.atLeast(9));
    }

    @ParameterizedTest
    @MethodSource("freshness")
    void withWhatAReadMustSee(Consistency consistency) {
        ConsumeRequest request = Wire.request(7, consistency);

        assertThat(request.getOffset()).isEqualTo(7);
        assertThat(Wire.consistency(request)).isEqualTo(consistency);
    }

    @Test
    void aReadThatNeedNotBeLinearizableIsNot() {
        ConsumeRequest request = ConsumeRequest.newBuilder().setLinearizable(false).build();

        assertThat(Wire.consistency(request)).isEqualTo(Consistency.LOCAL);
    }
}
