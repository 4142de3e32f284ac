package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;

/// A call whose request does not come is ended, and no other.
final class AwaitedRequestsTest {

    private final Looks looks = new Looks();
    private final Call call = new Call();
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void stop() {
        looks.shutdownNow();
    }

    @Test
    void areLookedAtSeveralTimesMeanwhile() {
        new AwaitedRequests(Duration.ofSeconds(2)).watch(looks);

        assertThat(looks.periods).containsExactly(500L);
    }

    @Test
    void mayTakeTheirTime() {
        begin(Duration.ofHours(1));

        looks.look();

        assertThat(call.ends).isEmpty();
    }

    @Test
    void areGivenUpWhenTheyAreLate() {
        ServerCall.Listener<ConsumeRequest> listener = begin(Duration.ZERO);

        looks.look();
        looks.look();

        assertThat(call.ends)
                .containsExactly("DEADLINE_EXCEEDED: the request did not come within 0 ms");
        listener.onHalfClose(); // too late is never
        assertThat(heard).isEmpty();
    }

    @Test
    void areNotWaitedForOnceTheyHaveCome() {
        ServerCall.Listener<ConsumeRequest> listener = begin(Duration.ZERO);

        listener.onHalfClose();
        looks.look();

        assertThat(heard).containsExactly("request");
        assertThat(call.ends).isEmpty();
    }

    @Test
    void areNotWaitedForOnceTheCallIsOver() {
        begin(Duration.ZERO).onCancel();
        looks.look();
        begin(Duration.ZERO).onComplete();
        looks.look();

        assertThat(heard).containsExactly("cancelled", "complete");
        assertThat(call.ends).isEmpty();
    }

    private ServerCall.Listener<ConsumeRequest> begin(Duration patience) {
        AwaitedRequests awaited = new AwaitedRequests(patience);
        awaited.watch(looks);
        return awaited.interceptCall(call, new Metadata(), (_, _) -> new Hearing());
    }

    private final class Hearing extends ServerCall.Listener<ConsumeRequest> {

        @Override
        public void onHalfClose() {
            heard.add("request");
        }

        @Override
        public void onCancel() {
            heard.add("cancelled");
        }

        @Override
        public void onComplete() {
            heard.add("complete");
        }
    }

    /// Looks when the test says so. For one thread only.
    private static final class Looks extends ScheduledThreadPoolExecutor {

        private final List<Runnable> tasks = new ArrayList<>();
        private final List<Long> periods = new ArrayList<>(); // in milliseconds

        Looks() {
            super(1);
        }

        void look() {
            tasks.forEach(Runnable::run);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(
                Runnable task, long delay, long period, TimeUnit unit) {
            tasks.add(task);
            periods.add(unit.toMillis(period));
            return schedule(() -> {}, 1, TimeUnit.DAYS);
        }
    }

    /// Notes how it is ended.
    private static final class Call extends ServerCall<ConsumeRequest, ConsumeResponse> {

        private final List<String> ends = new ArrayList<>();

        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(ConsumeResponse message) {}

        @Override
        public void close(Status status, Metadata trailers) {
            ends.add(status.getCode() + ": " + status.getDescription());
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<ConsumeRequest, ConsumeResponse> getMethodDescriptor() {
            return LogGrpc.getConsumeMethod();
        }
    }
}
