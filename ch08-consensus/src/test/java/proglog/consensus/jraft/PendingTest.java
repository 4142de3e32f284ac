package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.consensus.TestNode.failure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;

/// Every future ends, and what waits is bounded.
final class PendingTest {

    private static final long LONG = TimeUnit.MINUTES.toNanos(1);
    private static final int MIB = 1024 * 1024;

    @Test
    void endsWhatTakesTooLong() {
        try (Pending pending = Pending.start()) {
            assertThat(failure(pending.command(1, TimeUnit.MILLISECONDS.toNanos(50))))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("not agreed on within 50 ms");
        }
    }

    @Test
    void endsNothingBeforeItsTime() {
        try (Pending pending = Pending.start()) {
            CompletableFuture<Void> later = pending.command(1, LONG);
            for (int i = 0; i < 2; i++) { // so that it has been looked at
                assertThat(failure(pending.command(1, 1)))
                        .isInstanceOf(OutcomeUnknownException.class);
            }

            assertThat(later).isNotDone();
        }
    }

    @Test
    void isQuietWhileNoCommandIsOnItsWay() {
        try (Pending pending = Pending.start()) {
            assertThat(pending.isQuiet()).isTrue();
            CompletableFuture<Void> command = pending.command(1, LONG);
            assertThat(pending.isQuiet()).isFalse();

            command.complete(null);

            assertThat(pending.isQuiet()).isTrue();
        }
    }

    @Test
    void endsCommandsWithTheReign() {
        try (Pending pending = Pending.start()) {
            CompletableFuture<Void> command = pending.command(1, LONG);
            CompletableFuture<Void> barrier =
                    pending.future(LONG, () -> new LogUnavailableException("late"));

            pending.reignEnded();

            assertThat(failure(command)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(barrier).isNotDone();
        }
    }

    @Test
    void endsAllWhenItIsClosed() {
        Pending pending = Pending.start();
        CompletableFuture<Void> before = pending.command(1, LONG);

        pending.close();

        assertThat(failure(before)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(failure(pending.command(1, LONG))).isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void refusesMoreBytesThanItHasRoomFor() {
        try (Pending pending = Pending.start()) {
            CompletableFuture<Void> first = pending.command(60 * MIB, LONG);

            assertThat(failure(pending.command(10 * MIB, LONG)))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessage("overloaded: 1 commands of 62914560 bytes are under way");

            first.complete(null);
            assertThat(pending.command(10 * MIB, LONG)).isNotDone();
        }
    }

    @Test
    void refusesMoreCommandsThanItHasRoomFor() {
        try (Pending pending = Pending.start()) {
            for (int i = 0; i < Settings.QUEUE; i++) {
                assertThat(pending.command(1, LONG)).isNotDone();
            }

            assertThat(failure(pending.command(1, LONG)))
                    .isInstanceOf(LogUnavailableException.class);
        }
    }
}
