package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import proglog.Batch;
import proglog.Bytes;

/// How many requests a stream's queue lets come, and when.
final class RequestQueueTest {

    private final RequestQueue queue = new RequestQueue();

    @Test
    void asksForManyOnceItHasSeenThatTheyAreSmallAndAgainWhenHalfHaveCome() {
        assertThat(queue.open()).as("nobody knows how large it will be").isEqualTo(1);
        int asked = queue.add(batch(10));
        assertThat(asked).isGreaterThan(8);

        for (int i = 1; i < asked / 2; i++) {
            assertThat(queue.add(batch(10))).isZero();
        }
        assertThat(queue.add(batch(10))).isEqualTo(asked / 2);
    }

    @Test
    void asksForOneLargeRequestAtATime() throws InterruptedException {
        queue.open();

        assertThat(queue.add(batch(RequestQueue.MAX_BYTES / 2))).isEqualTo(1);
        queue.take();
        assertThat(queue.add(batch(10))).isEqualTo(1);
    }

    @Test
    void asksForNothingWhileItIsFullAndAgainWhenSomebodyTakes() throws InterruptedException {
        queue.open();
        assertThat(queue.add(batch(RequestQueue.MAX_BYTES))).isZero();

        assertThat(queue.take().room()).isEqualTo(1);
    }

    @Test
    void givesNoMoreAtATimeThanItMayHold() throws InterruptedException {
        queue.open();
        for (int i = 0; i < 4; i++) {
            queue.add(batch(RequestQueue.MAX_BYTES / 3));
        }

        assertThat(queue.take().group()).hasSize(2);
        assertThat(queue.take().group()).hasSize(2);
    }

    @Test
    void takesNothingThatCameBehindARequestThatWasRefused() throws InterruptedException {
        queue.open();
        queue.add(batch(1));
        queue.end(new IllegalArgumentException("no"));
        assertThat(queue.add(batch(2))).isZero();

        assertThat(queue.take().group()).hasSize(1);
        assertThatThrownBy(queue::take).hasMessage("no");
    }

    private static Batch batch(int bytes) {
        return Batch.of(Bytes.wrap(new byte[bytes]));
    }
}
