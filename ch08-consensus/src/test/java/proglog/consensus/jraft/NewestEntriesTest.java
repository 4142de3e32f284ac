package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import proglog.Bytes;

/// The end of the log, in memory.
final class NewestEntriesTest {

    private static final int MIB = 1024 * 1024;

    private final NewestEntries newest = new NewestEntries();

    @Test
    void holdWhatWasAdded() {
        RaftEntry first = add(1, 10);
        RaftEntry second = add(2, 20);

        assertThat(newest.find(1)).contains(first);
        assertThat(newest.find(2)).contains(second);
        assertThat(held(0, 5000)).containsExactly(1, 2);
    }

    @Test
    void forgetTheOldestWhenThereAreTooMany() {
        for (long index = 1; index <= 1500; index++) {
            add(index, 0);
        }

        assertThat(held(0, 5000)).containsExactly(LongStream.range(477, 1501).toArray());
    }

    @Test
    void forgetTheOldestWhenTheyAreTooLarge() {
        for (long index = 1; index <= 10; index++) {
            add(index, MIB - EntryHeader.BYTES); // four fill it
        }
        assertThat(held(0, 5000)).containsExactly(7, 8, 9, 10);

        add(11, 1);
        assertThat(held(0, 5000)).containsExactly(8, 9, 10, 11);
        add(12, 4 * MIB);
        assertThat(held(0, 5000)).as("one, however large").containsExactly(12);
        add(13, 1);
        add(14, 1);
        assertThat(held(0, 5000)).containsExactly(13, 14);
    }

    @Test
    void beginAgainBehindAGap() {
        add(1, 10);
        add(2, 10);

        add(100, 10);

        assertThat(held(0, 5000)).containsExactly(100);
    }

    @Test
    void holdNothingOnceTheyAreCleared() {
        for (long index = 1; index <= 10; index++) {
            add(index, MIB / 4);
        }

        newest.clear(6);
        assertThat(held(0, 5000)).isEmpty();

        for (long index = 6; index <= 18; index++) {
            add(index, MIB / 4); // there is as much room as at first
        }
        assertThat(held(0, 5000)).hasSize(13);
    }

    private RaftEntry add(long index, int payloadBytes) {
        byte[] value = new byte[EntryHeader.BYTES + payloadBytes];
        new EntryHeader(EntryKind.DATA, 1, 1, index - 1, index, 0).encode(value);
        RaftEntry entry = RaftEntry.decode(index, Bytes.wrap(value));
        newest.add(entry);
        return entry;
    }

    private long[] held(long from, long to) {
        return LongStream.range(from, to).filter(index -> newest.find(index).isPresent()).toArray();
    }
}
