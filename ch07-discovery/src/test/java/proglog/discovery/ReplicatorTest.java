package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.InMemoryLog;

/// Copying the logs of those who join.
@Tag("task-7.5")
final class ReplicatorTest {

    private final ListedMembership membership = new ListedMembership("a");
    private final CommitLog ours = new InMemoryLog();
    private final AtomicInteger opened = new AtomicInteger();
    private Runnable closing = () -> {}; // happens before a log of theirs is closed
    private CommitLog theirs = new InMemoryLog();
    private final Replicator replicator =
            Replicator.start(membership, ours, _ -> open(), Long.MAX_VALUE);

    @AfterEach
    void close() {
        replicator.close();
    }

    @Test
    void copiesWhatTheOtherHasFromTheBeginningAndWhatItGets() {
        theirs.append(Bytes.utf8("one"));

        membership.joined("b");
        theirs.append(Bytes.utf8("two"));

        awaitCopies("one", "two");
    }

    @Test
    void joiningAgainChangesNothing() {
        theirs.append(Bytes.utf8("one"));
        membership.joined("b");
        awaitCopies("one");

        membership.joined("b");
        theirs.append(Bytes.utf8("two"));

        awaitCopies("one", "two");
        assertThat(opened).hasValue(1);
    }

    @Test
    void leavingEndsIt() {
        membership.joined("b");
        theirs.append(Bytes.utf8("one"));
        awaitCopies("one");

        membership.left("b");

        assertEnded();
    }

    @Test
    void failingEndsIt() {
        membership.joined("b");
        theirs.append(Bytes.utf8("one"));
        awaitCopies("one");

        membership.failed("b");

        assertEnded();
    }

    @Test
    void closingEndsAllOfIt() {
        membership.joined("b");
        membership.joined("c");
        theirs.append(Bytes.utf8("one"));
        awaitCopies("one", "one");

        replicator.close();

        assertThat(opened).hasValue(0);
        assertThat(membership.listeners()).isZero();
    }

    @Test
    void whoEndsItWaitsUntilItHasEnded() {
        Thread leaving = Thread.currentThread();
        closing = () -> Background.until(() -> leaving.getState() == Thread.State.WAITING);
        membership.joined("b");
        theirs.append(Bytes.utf8("one"));
        awaitCopies("one");

        membership.left("b");

        assertThat(opened).hasValue(0);
    }

    @Test
    void survivesALogThatFails() {
        CommitLog broken = theirs;
        membership.joined("b");
        Background.until(() -> opened.get() == 1);
        broken.close();
        Background.until(() -> opened.get() == 0);

        theirs = new InMemoryLog();
        theirs.append(Bytes.utf8("two"));
        Background.until(() -> {
            membership.joined("b");
            return ours.offsets().next() > 0;
        });

        assertThat(values(ours)).containsExactly("two");
    }

    @Test
    void saysWhyItGaveUp() {
        try (LoggedLines logged = LoggedLines.of(Copies.class.getName())) {
            membership.joined("b");
            Background.until(() -> opened.get() == 1);

            theirs.close();

            Background.until(() -> logged.lines().size() == 2);
            assertThat(logged.lines())
                    .containsExactly(
                            "INFO copying the log of b",
                            "WARN copying the log of b ended: the log is closed");
        }
    }

    // What was being copied is closed, and nothing more arrives.
    private void assertEnded() {
        assertThat(opened).hasValue(0);
        theirs.append(Bytes.utf8("two"));
        assertThat(values(ours)).containsExactly("one");
    }

    private void awaitCopies(String... copies) {
        Background.until(() -> ours.offsets().next() == copies.length);
        assertThat(values(ours)).containsExactly(copies);
    }

    static List<String> values(CommitLog log) {
        return LongStream.range(0, log.offsets().next())
                .mapToObj(offset -> log.read(offset).value().toUtf8())
                .toList();
    }

    // The same log under a handle of its own, so that closing one does not close the other.
    private CommitLog open() {
        opened.incrementAndGet();
        return new SharedLog(
                theirs,
                () -> {
                    closing.run();
                    opened.decrementAndGet();
                });
    }
}
