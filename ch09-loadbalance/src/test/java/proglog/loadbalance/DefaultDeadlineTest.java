package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import proglog.v1.LogGrpc;

/// A call that says nothing of time ends nevertheless, unless it is a stream.
final class DefaultDeadlineTest {

    private final List<Optional<Deadline>> deadlines = new ArrayList<>();
    private final DefaultDeadline standard = new DefaultDeadline(Duration.ofHours(1));

    @Test
    void isGivenToACallThatHasNone() {
        call(LogGrpc.getGetOffsetsMethod(), CallOptions.DEFAULT);

        assertThat(deadlines)
                .singleElement()
                .satisfies(deadline ->
                        assertThat(deadline.orElseThrow().timeRemaining(TimeUnit.MINUTES))
                                .isBetween(30L, 60L));
    }

    @Test
    void leavesACallItsOwn() {
        Deadline own = Deadline.after(1, TimeUnit.DAYS);

        call(LogGrpc.getGetOffsetsMethod(), CallOptions.DEFAULT.withDeadline(own));

        assertThat(deadlines).containsExactly(Optional.of(own));
    }

    @Test
    void isNotForStreams() {
        call(LogGrpc.getProduceStreamMethod(), CallOptions.DEFAULT);
        call(LogGrpc.getConsumeStreamMethod(), CallOptions.DEFAULT);

        assertThat(deadlines).containsExactly(Optional.empty(), Optional.empty());
    }

    private <Q, A> void call(MethodDescriptor<Q, A> method, CallOptions options) {
        var _ = standard.interceptCall(method, options, new Noting());
    }

    private final class Noting extends Channel {

        @Override
        public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
            deadlines.add(Optional.ofNullable(options.getDeadline()));
            return new Nothing<>();
        }

        @Override
        public String authority() {
            return "nowhere";
        }
    }

    /// A call that goes nowhere.
    private static final class Nothing<Q, A> extends ClientCall<Q, A> {

        @Override
        public void start(Listener<A> listener, Metadata headers) {}

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {}
    }
}
