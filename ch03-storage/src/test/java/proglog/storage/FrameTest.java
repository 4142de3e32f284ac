package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.LogRecord;
import proglog.ProducerSequence;

/// What a frame says of itself.
final class FrameTest {

    private static final long LOG_ID = 99;
    private static final long POSITION = 1000;

    private final RawFrame raw =
            new RawFrame(
                    LOG_ID,
                    40,
                    1_700_000_000_123L,
                    512,
                    3,
                    new ProducerSequence(-7, 11),
                    Written.values(List.of("a", "", "ccc")));
    private final byte[] bytes = raw.encode();
    private final Frame frame = new Frame(bytes, 0, POSITION);

    @Test
    void saysWhatItsHeaderSays() {
        assertThat(frame.position()).isEqualTo(POSITION);
        assertThat(frame.end()).isEqualTo(POSITION + bytes.length);
        assertThat(frame.firstOffset()).isEqualTo(40);
        assertThat(frame.count()).isEqualTo(3);
        assertThat(frame.nextOffset()).isEqualTo(43);
        assertThat(frame.time()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
        assertThat(frame.synced()).isEqualTo(512);
        assertThat(frame.hasMore()).isTrue();
        assertThat(frame.sequence()).isEqualTo(new ProducerSequence(-7, 11));
    }

    @Test
    void knowsWhenNobodyWillRepeatIt() {
        Frame plain = new Frame(RawFrame.of(LOG_ID, 0, "a").encode(), 0, 0);

        assertThat(plain.sequence()).isEqualTo(ProducerSequence.NONE);
        assertThat(plain.hasMore()).isFalse();
    }

    @Test
    void findsEachRecord() {
        assertThat(frame.record(frame.find(40), 40))
                .isEqualTo(new LogRecord(40, frame.time(), Bytes.utf8("a")));
        assertThat(frame.record(frame.find(41), 41).value()).isEqualTo(Bytes.EMPTY);
        assertThat(frame.record(frame.find(42), 42).value()).isEqualTo(Bytes.utf8("ccc"));
        assertThat(frame.find(43)).isEqualTo(bytes.length);
    }

    @Test
    void walksFromRecordToRecord() {
        int second = frame.after(frame.firstRecord());
        int third = frame.after(second);

        assertThat(second).isEqualTo(frame.find(41));
        assertThat(third).isEqualTo(frame.find(42));
        assertThat(frame.after(third)).isEqualTo(bytes.length);
    }

    @Test
    void isFoundInTheMiddleOfAnArray() {
        byte[] shifted = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, shifted, 5, bytes.length);
        Frame inside = new Frame(shifted, 5, POSITION);

        assertThat(inside.end()).isEqualTo(frame.end());
        assertThat(inside.record(inside.find(42), 42)).isEqualTo(frame.record(frame.find(42), 42));
    }

    @Test
    void isCutBetweenTwoRecords() {
        byte[] cut = frame.cutBefore(42, new Checksum(LOG_ID));

        Frame left = new Frame(cut, 0, POSITION);
        assertThat(new Checksum(LOG_ID).of(cut, 0)).isEqualTo(Frame.storedChecksum(cut, 0));
        assertThat(left.firstOffset()).isEqualTo(40);
        assertThat(left.nextOffset()).isEqualTo(42);
        assertThat(left.hasMore()).isFalse();
        assertThat(left.time()).isEqualTo(frame.time());
        assertThat(left.end()).isEqualTo(POSITION + cut.length);
        assertThat(left.record(left.find(41), 41).value()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void isNoLongerItsProducersBatchWhenItIsCut() {
        byte[] cut = frame.cutBefore(42, new Checksum(LOG_ID));

        assertThat(new Frame(cut, 0, POSITION).sequence()).isEqualTo(ProducerSequence.NONE);
    }

    @Test
    void staysItsProducersBatchWhenNothingOfTheBatchIsCutOff() {
        Frame whole = new Frame(raw.withMore(0).encode(), 0, POSITION);

        byte[] cut = whole.cutBefore(43, new Checksum(LOG_ID));

        assertThat(cut).isEqualTo(raw.withMore(0).encode());
    }
}
