package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import proglog.Background;

/// A thread works for a call as long as there is one.
final class CallThreadTest {

    private final CountDownLatch never = new CountDownLatch(1);
    private final CancellableContext call = Context.current().withCancellation();

    @Test
    void returnsWhatTheWorkReturns() {
        call.run(() -> assertThat(CallThread.<String>run(() -> "done")).isEqualTo("done"));
    }

    @Test
    void isInterruptedWhenTheCallIsCancelled() throws InterruptedException {
        try (var working = Background.start(() -> call.call(() -> CallThread.run(this::work)))) {
            working.awaitBlocked();

            call.cancel(null);

            assertThat(working.result()).isEqualTo("interrupted");
        }
    }

    @Test
    void doesNotBeginWithoutACall() {
        call.cancel(null);

        call.run(() -> assertThat(CallThread.<String>run(this::work)).isEqualTo("interrupted"));

        assertThat(Thread.interrupted()).as("the next call's thread").isFalse();
    }

    @Test
    void isNotInterruptedOnceTheWorkIsDone() {
        call.run(() -> CallThread.<String>run(() -> "done"));

        call.cancel(null);

        assertThat(Thread.interrupted()).isFalse();
    }

    private String work() {
        try {
            never.await();
            return "done";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // as a log does
            return "interrupted";
        }
    }
}
