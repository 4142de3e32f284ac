package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;

/// A service hears once that its stream is over, however many say so.
final class OpenStreamsTest {

    private final OpenStreams streams = new OpenStreams();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServerCall.Listener<ConsumeRequest> stream =
            streams.interceptCall(new Silent(), new Metadata(), (_, _) -> new Ends(heard));

    @Test
    void tellsAServiceThatTheClientHasCancelled() {
        stream.onCancel();

        assertThat(heard).containsExactly("cancelled");
    }

    @Test
    void tellsAServiceOnceThatItsStreamWasDrained() {
        streams.drain();
        Background.until(() -> !heard.isEmpty());

        stream.onComplete();

        assertThat(heard).containsExactly("cancelled");
    }

    private static final class Ends extends ServerCall.Listener<ConsumeRequest> {

        private final List<String> heard;

        Ends(List<String> heard) {
            this.heard = heard;
        }

        @Override
        public void onCancel() {
            heard.add("cancelled");
        }

        @Override
        public void onComplete() {
            heard.add("completed");
        }
    }

    /// A call whose client hears nothing.
    private static final class Silent extends ServerCall<ConsumeRequest, ConsumeResponse> {

        @Override
        public void request(int count) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(ConsumeResponse message) {}

        @Override
        public void close(Status status, Metadata trailers) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<ConsumeRequest, ConsumeResponse> getMethodDescriptor() {
            return LogGrpc.getConsumeStreamMethod();
        }
    }
}
