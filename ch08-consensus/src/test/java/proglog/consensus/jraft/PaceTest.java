package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.RaftOutter.EntryMeta;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.google.protobuf.ByteString;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PaceTest {

    private static final long START = Long.MAX_VALUE - 1000; // the clock may begin anywhere
    private static final int MB = 1_000_000;
    private static final long MB_NANOS = MB * 1_000L * MB / Pace.BYTES_PER_SECOND;
    private static final int COMMITTED = 100;

    private final Pace pace = new Pace(START);

    @Test
    void letsNodesCatchUpAsFastAsTheyCanWhileNothingIsAppended() {
        for (int i = 0; i < 100; i++) {
            assertThat(pause(late(MB), START)).isZero();
        }
    }

    @Test
    void holdsEntriesThatAMajorityHasBackWhileAppendsGoOn() {
        pause(append(100), START);
        for (long sent = 0; sent < Pace.BURST_BYTES; sent += MB) {
            pause(late(MB), START);
        }

        long first = pause(late(MB), START);
        long second = pause(late(MB), START);

        assertThat(first).isCloseTo(MB_NANOS, withPercentage(1));
        assertThat(second - first).isCloseTo(MB_NANOS, withPercentage(1));
    }

    @Test
    void neverHoldsAnAppendBack() {
        pause(append(100), START);
        for (int i = 0; i < 100; i++) {
            pause(late(MB), START);
        }

        assertThat(pause(append(MB), START)).isZero();
    }

    @Test
    void closesASmallGapAtOnce() {
        pause(append(100), START);

        for (long sent = MB; sent < Pace.BURST_BYTES; sent += MB) {
            assertThat(pause(late(MB), START)).isZero();
        }
    }

    @Test
    void holdsNothingBackAnyMoreWhenAppendsHaveEnded() {
        pause(append(100), START);
        for (int i = 0; i < 100; i++) {
            pause(late(MB), START);
        }

        assertThat(pause(late(MB), START + Pace.EXPECTED_NANOS)).isZero();
    }

    @Test
    void givesALateNodeMoreThanWhatIsAppendedMeanwhile() {
        for (long now = START, i = 0; i < 100; i++, now += TimeUnit.MILLISECONDS.toNanos(1)) {
            assertThat(pause(append(MB), now)).isZero(); // a GB a second
            assertThat(pause(late(2 * MB), now)).isZero();
        }
    }

    @Test
    void holdsNothingBackForLongerThanAnAnswerMayTake() {
        pause(append(100), START);
        for (int i = 0; i < 100; i++) {
            pause(late(MB), START);
        }

        assertThat(pause(late(MB), START)).isEqualTo(Pace.MOST_PAUSE_NANOS);
        assertThat(pause(late(0), START + Pace.MOST_PAUSE_NANOS)).isZero();
    }

    @Test
    void savesNoMoreThanABurstForLater() {
        pause(append(20 * MB), START);
        long later = START + TimeUnit.SECONDS.toNanos(10);
        pause(append(100), later);

        for (long sent = MB; sent < Pace.BURST_BYTES; sent += MB) {
            pause(late(MB), later);
        }

        assertThat(pause(late(2 * MB), later)).isPositive();
    }

    private long pause(AppendEntriesRequest request, long now) {
        return pace.pauseAfter(request, now);
    }

    private static AppendEntriesRequest append(int bytes) {
        return request(COMMITTED, bytes);
    }

    private static AppendEntriesRequest late(int bytes) {
        return request(COMMITTED - 1, bytes);
    }

    // One entry behind the one at `previous`.
    private static AppendEntriesRequest request(long previous, int bytes) {
        return AppendEntriesRequest.newBuilder()
                .setGroupId("group")
                .setServerId("leader")
                .setPeerId("follower")
                .setTerm(1)
                .setPrevLogTerm(1)
                .setPrevLogIndex(previous)
                .setCommittedIndex(COMMITTED)
                .addEntries(EntryMeta.newBuilder().setTerm(1).setType(EntryType.ENTRY_TYPE_DATA))
                .setData(ByteString.copyFrom(new byte[bytes]))
                .build();
    }
}
