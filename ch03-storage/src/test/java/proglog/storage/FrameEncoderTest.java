package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Batch;
import proglog.Bytes;
import proglog.ProducerSequence;

/// Task 3.2: [FrameEncoder#add].
@Tag("task-3.2")
final class FrameEncoderTest {

    private static final String SECTION = "see README.md, Task 3.2";
    private static final long LOG_ID = 77;
    private static final int INDEX_BYTES = 120_000;

    private final Path directory;

    FrameEncoderTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void writesAFrameAsItIsDrawn() throws IOException {
        try (Segment segment = create()) {
            encode(segment, 1234, Written.batch("hello", "", "you"));

            byte[] written = segment.store().read(32, segment.store().size());

            RawFrame expected = RawFrame.of(LOG_ID, 16, "hello", "", "you");
            assertThat(written)
                    .as(SECTION)
                    .isEqualTo(
                            new RawFrame(
                                            LOG_ID,
                                            16,
                                            1234,
                                            32,
                                            0,
                                            ProducerSequence.NONE,
                                            expected.values())
                                    .encode());
        }
    }

    @Test
    void saysHowMuchWasSyncedBefore() throws Exception {
        try (Segment segment = create()) {
            encode(segment, 0, Written.batch("a"));
            long unsynced = segment.store().size();
            encode(segment, 0, Written.batch("b"));
            segment.store().force();
            long synced = segment.store().size();
            encode(segment, 0, Written.batch("c"));

            List<Frame> frames = frames(segment);

            assertThat(frames.get(0).synced()).as(SECTION).isEqualTo(32);
            assertThat(frames.get(1).position()).isEqualTo(unsynced);
            assertThat(frames.get(1).synced()).as(SECTION).isEqualTo(32);
            assertThat(frames.get(2).synced()).as(SECTION).isEqualTo(synced);
        }
    }

    @Test
    void letsSmallBatchesShareAFrame() throws Exception {
        try (Segment segment = create()) {
            encode(segment, 0, Written.batch("a"), Written.batch("b", "c"));

            assertThat(frames(segment)).as(SECTION).hasSize(1);
            assertThat(frames(segment).getFirst().count()).isEqualTo(3);
            assertThat(segment.index().size()).isEqualTo(1);
        }
    }

    @Test
    void givesABatchWithASequenceAFrameOfItsOwn() throws Exception {
        ProducerSequence sequence = new ProducerSequence(5, 6);
        Batch named = new Batch(Written.values(List.of("b")), sequence);
        try (Segment segment = create()) {
            encode(segment, 0, Written.batch("a"), named, Written.batch("c"), Written.batch("d"));

            assertThat(frames(segment).stream().map(Frame::sequence))
                    .as(SECTION)
                    .containsExactly(ProducerSequence.NONE, sequence, ProducerSequence.NONE);
            assertThat(frames(segment).stream().map(Frame::count)).containsExactly(1, 1, 2);
        }
    }

    @Test
    void spreadsALargeBatchOverFrames() throws Exception {
        List<Bytes> values = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            values.add(Bytes.wrap(new byte[1000]));
        }
        try (Segment segment = create()) {
            encode(segment, 0, Batch.of(values));

            List<Frame> frames = frames(segment);
            assertThat(frames).as(SECTION).hasSizeBetween(20, 40);
            for (Frame frame : frames) {
                assertThat(frame.hasMore()).as(SECTION).isEqualTo(frame.nextOffset() < 116);
                assertThat(frame.end() - frame.position()).isLessThan(4096 + 1004);
            }
            assertThat(segment.index().size()).isEqualTo(frames.size());
        }
    }

    @Test
    void keepsALargeValueApart() throws Exception {
        Batch large = Batch.of(Bytes.wrap(new byte[5000]));
        try (Segment segment = create()) {
            encode(segment, 0, Written.batch("a"), large, Written.batch("b"));

            assertThat(frames(segment).stream().map(Frame::count))
                    .as(SECTION)
                    .containsExactly(1, 1, 1);
        }
    }

    @Test
    void writesWhatItsBufferCannotHold() throws Exception {
        byte[] megabyte = new byte[1024 * 1024];
        new Random(1).nextBytes(megabyte);
        List<Bytes> values = new ArrayList<>(List.of(Bytes.utf8("a"), Bytes.wrap(megabyte)));
        for (int i = 0; i < 600; i++) {
            values.add(Bytes.wrap(megabyte, i, 1000));
        }
        values.add(Bytes.wrap(megabyte, 3, 300_000));
        try (Segment segment = create()) {
            encode(segment, 0, Batch.of(values));

            List<Bytes> found = new ArrayList<>();
            for (Frame frame : frames(segment)) {
                for (long offset = frame.firstOffset(); offset < frame.nextOffset(); offset++) {
                    found.add(frame.record(frame.find(offset), offset).value());
                }
            }
            assertThat(found.equals(values)).as(SECTION).isTrue();
            assertThat(segment.read(16 + 602).value().length()).isEqualTo(300_000);
        }
    }

    @Test
    void writesAMarkWithoutRecords() throws Exception {
        try (Segment segment = create()) {
            encode(segment, 0, Written.batch("a"));
            segment.store().force();
            long synced = segment.store().size();

            new FrameEncoder(segment).mark(segment, 5);

            byte[] mark = segment.store().read(synced, segment.store().size());
            assertThat(mark).isEqualTo(RawFrame.of(LOG_ID, 17).withTime(5, synced).encode());
            assertThat(segment.index().size()).isEqualTo(1);
        }
    }

    @Test
    void neverNeedsMoreFramesThanItSaid() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Bytes> values = new ArrayList<>();
            long bytes = 0;
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                values.add(Bytes.wrap(new byte[random.nextInt(random.nextInt(1, 9000))]));
                bytes += values.getLast().length();
            }
            try (Segment segment = create()) {
                encode(segment, 0, Written.batch("before"), Batch.of(values));

                assertThat(segment.index().size() - 1)
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(FrameEncoder.mostFrames(values.size(), bytes));
                segment.remove();
            }
        }
    }

    private Segment create() throws IOException {
        return Segment.create(
                new LocalDisk(),
                new SegmentFiles(directory, 16),
                new StoreHeader(16, LOG_ID, 0),
                INDEX_BYTES);
    }

    private static void encode(Segment segment, long timeMillis, Batch... group)
            throws IOException {
        FrameEncoder encoder = new FrameEncoder(segment);
        encoder.begin(segment, timeMillis);
        for (Batch batch : group) {
            encoder.add(batch);
        }
        encoder.finish();
        segment.publish(encoder.next());
    }

    private static List<Frame> frames(Segment segment) throws Exception {
        List<Frame> frames = new ArrayList<>();
        FrameReader reader = new FrameReader(segment.store(), StoreHeader.BYTES);
        long offset = segment.base();
        while (reader.position() < segment.store().size()) {
            frames.add(reader.next(segment.store().size(), offset));
            offset = frames.getLast().nextOffset();
        }
        return frames;
    }
}
