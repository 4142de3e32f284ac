package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OffsetRange;

/// Some appends may be under way, and are answered in order.
final class UnderWayTest {

    private final UnderWay underWay = new UnderWay();

    private static UnderWay.Group group(int number) {
        return new UnderWay.Group(
                List.of(Batch.of(Bytes.utf8("value " + number))),
                () -> new OffsetRange(number, number + 1));
    }

    private boolean awaitRoom() throws InterruptedException {
        underWay.awaitRoom();
        return true;
    }

    @Test
    void areTakenInTheOrderInWhichTheyBegan() throws InterruptedException {
        UnderWay.Group first = group(1);
        UnderWay.Group second = group(2);
        underWay.add(first);
        underWay.add(second);
        underWay.end();

        assertThat(underWay.next()).containsSame(first);
        assertThat(underWay.next()).containsSame(second);
        assertThat(underWay.next()).isEmpty();
    }

    @Test
    void haveRoomForFourThatAreNotAnswered() throws InterruptedException {
        for (int i = 0; i < UnderWay.MOST; i++) {
            underWay.awaitRoom();
            underWay.add(group(i));
        }
        try (var waiting = Background.start(this::awaitRoom)) {
            waiting.awaitBlocked();
            assertThat(underWay.next()).isPresent(); // and is being answered
            waiting.awaitBlocked();

            assertThat(underWay.next()).isPresent();

            assertThat(waiting.result()).isTrue();
        }
    }

    @Test
    void areWaitedFor() throws InterruptedException {
        try (var taking = Background.start(underWay::next)) {
            taking.awaitBlocked();

            underWay.add(group(1));

            assertThat(taking.result()).isPresent();
        }
        try (var taking = Background.start(underWay::next)) {
            taking.awaitBlocked();

            underWay.end();

            assertThat(taking.result()).isEmpty();
        }
    }

    @Test
    void failAsTheOneThatCouldNotBegin() throws InterruptedException {
        LogUnavailableException full = new LogUnavailableException("full");
        underWay.add(group(1));
        underWay.end(full);

        assertThat(underWay.next()).isPresent();
        assertThatThrownBy(underWay::next).isSameAs(full);

        Error broken = new AssertionError("broken");
        underWay.end(broken);
        assertThatThrownBy(underWay::next).isSameAs(broken);
        IOException other = new IOException("other");
        underWay.end(other);
        assertThatThrownBy(underWay::next)
                .isInstanceOf(IllegalStateException.class)
                .hasCause(other);
    }
}
