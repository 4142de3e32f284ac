package proglog.examples.graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import proglog.Bytes;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetRange;

final class GraftTest {

    private final Graft graft = Graft.create("a");

    @AfterEach
    void close() {
        graft.close();
    }

    @Test
    void isOfNoUseBeforeItIsStarted() {
        String refusal = "graft a has not been started: start it first";

        assertThatThrownBy(() -> graft.appendEntries(List.of(Bytes.EMPTY)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(refusal);
        assertThatThrownBy(() -> graft.committedEntries(0)).hasMessage(refusal);
        assertThatThrownBy(() -> graft.onNewCommittedEntry(_ -> {})).hasMessage(refusal);
        assertThatThrownBy(graft::leadership).hasMessage(refusal);
    }

    @Test
    void knowsItsPeersOnceItIsStarted() throws IOException {
        graft.addPeers(List.of(new Peer("b", "old:1"), new Peer("c", "c:1")));
        graft.addPeers(List.of(new Peer("b", "new:1")));
        List<Peer> told = new ArrayList<>();

        graft.start((self, others) -> {
            told.addAll(others);
            return MemorySharedLog.join(self, others);
        });

        assertThat(told).containsExactly(new Peer("b", "new:1"), new Peer("c", "c:1"));
        assertThatThrownBy(() -> graft.addPeers(List.of(new Peer("d", "d:1"))))
                .hasMessage("graft a is already started");
        assertThatThrownBy(() -> graft.start(MemorySharedLog::join))
                .hasMessage("graft a is already started");
    }

    @Test
    void canBeStartedAgainWhenThatFailed() throws IOException {
        assertThatThrownBy(() ->
                        graft.start((_, _) -> {
                            throw new IOException("port taken");
                        }))
                .hasMessage("port taken");
        assertThat(graft.isStarted()).isFalse();

        graft.start(MemorySharedLog::join);

        assertThat(graft.isStarted()).isTrue();
    }

    @Test
    void givesWhatWasAppendedToWhoAsks() throws IOException {
        graft.start(MemorySharedLog::join);
        assertThat(graft.committedEntries(0)).isEmpty();

        OffsetRange appended = graft.appendEntries(List.of(Bytes.utf8("x"), Bytes.utf8("y")));

        assertThat(appended).isEqualTo(new OffsetRange(0, 2));
        assertThat(graft.committedEntries(0))
                .extracting(LogRecord::value)
                .containsExactly(Bytes.utf8("x"), Bytes.utf8("y"));
        assertThat(graft.committedEntries(1)).extracting(LogRecord::offset).containsExactly(1L);
        assertThat(graft.committedEntries(2)).isEmpty();
        assertThat(graft.committedEntries(7)).isEmpty();
    }

    @Test
    void givesAThousandAtATime() throws IOException {
        graft.start(MemorySharedLog::join);
        graft.appendEntries(IntStream.range(0, 1001).mapToObj(i -> Bytes.utf8("" + i)).toList());

        assertThat(graft.committedEntries(0)).hasSize(1000);
        assertThat(graft.committedEntries(1000)).hasSize(1);
        assertThat(graft.committedEntries(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void callsBackOnceForEachEntryInOrder() throws Exception {
        graft.start(MemorySharedLog::join);
        graft.appendEntries(List.of(Bytes.utf8("x")));
        BlockingQueue<Long> called = new LinkedBlockingQueue<>();

        Listening listening = graft.onNewCommittedEntry(record -> called.add(record.offset()));
        graft.appendEntries(List.of(Bytes.utf8("y"), Bytes.utf8("z")));

        for (long offset = 0; offset < 3; offset++) {
            assertThat(called.poll(30, TimeUnit.SECONDS)).isEqualTo(offset);
        }
        listening.close();
        assertThat(called).isEmpty();
    }

    @Test
    void failsWhenItIsClosed() throws IOException {
        graft.start(MemorySharedLog::join);
        graft.close();
        graft.close();

        assertThatThrownBy(() -> graft.appendEntries(List.of(Bytes.EMPTY)))
                .isInstanceOf(LogUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'',b:1,the name of a node",
        "b c,b:1,the name of a node",
        "b,b,the address of a peer",
        "b,b:x,the address of a peer",
        "a,a:1,a is not its own peer"
    })
    void refusesWhatIsNoPeer(String name, String address, String why) {
        assertThatThrownBy(() -> graft.addPeers(List.of(new Peer(name, address))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }
}
