package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Task 3.1: [Checksum#of].
@Tag("task-3.1")
final class ChecksumTest {

    private static final String SECTION = "see README.md, Task 3.1";
    private static final long LOG_ID = 0x0123456789ABCDEFL;

    private final byte[] frame = RawFrame.of(LOG_ID, 7, "hello").encode();
    private final Checksum checksum = new Checksum(LOG_ID);

    @Test
    void coversTheLogTheLengthAndTheBody() {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(8).putLong(LOG_ID).flip());
        crc.update(frame, 0, 4);
        crc.update(frame, 8, frame.length - 8);

        assertThat(checksum.of(frame, 0)).as(SECTION).isEqualTo((int) crc.getValue());
    }

    @Test
    void isTheSameEachTime() {
        int first = checksum.of(frame, 0);

        checksum.of(RawFrame.of(LOG_ID, 8, "another").encode(), 0);

        assertThat(checksum.of(frame, 0)).as(SECTION).isEqualTo(first);
    }

    @Test
    void doesNotDependOnWhatIsAroundTheFrame() {
        byte[] surrounded = new byte[frame.length + 20];
        Arrays.fill(surrounded, (byte) 0x55);
        System.arraycopy(frame, 0, surrounded, 13, frame.length);

        assertThat(checksum.of(surrounded, 13)).as(SECTION).isEqualTo(checksum.of(frame, 0));
    }

    @Test
    void doesNotDependOnTheChecksumInTheFrame() {
        byte[] other = frame.clone();
        other[4] = (byte) ~other[4];

        assertThat(checksum.of(other, 0)).as(SECTION).isEqualTo(checksum.of(frame, 0));
    }

    @Test
    void dependsOnEveryBitOfTheBody() {
        int intact = checksum.of(frame, 0);
        for (int bit = 8 * 8; bit < frame.length * 8; bit++) {
            byte[] flipped = frame.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(checksum.of(flipped, 0)).as("bit %d, %s", bit, SECTION).isNotEqualTo(intact);
        }
    }

    @Test
    void dependsOnTheLengthField() {
        byte[] shorter = frame.clone();
        Frame.INT.set(shorter, 0, Frame.length(shorter, 0) - 1);

        assertThat(checksum.of(shorter, 0)).as(SECTION).isNotEqualTo(checksum.of(frame, 0));
    }

    @Test
    void isAnotherOneForAnotherLog() {
        assertThat(new Checksum(LOG_ID + 1).of(frame, 0))
                .as(SECTION)
                .isNotEqualTo(checksum.of(frame, 0));
    }

    @Test
    void isNotZeroForZeros() {
        assertThat(checksum.of(new byte[Frame.OVERHEAD_BYTES], 0)).as(SECTION).isNotZero();
    }
}
