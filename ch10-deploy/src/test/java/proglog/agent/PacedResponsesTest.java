package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import proglog.Background;

/// A client that reads slowly is waited for, and one that has gone is not.
final class PacedResponsesTest {

    private final Client client = new Client();
    private final PacedResponses<String> responses = PacedResponses.of(client);

    @Test
    void goAtOnceToAClientThatCanTakeThem() throws InterruptedException {
        client.take();

        responses.send("a");
        responses.send("b");
        responses.complete();

        assertThat(client.heard).containsExactly("a", "b", "end");
    }

    @Test
    void waitForAClientThatIsSlow() throws InterruptedException {
        try (var sending = send("a")) {
            sending.awaitBlocked();
            assertThat(client.heard).isEmpty();

            client.take();

            assertThat(sending.result()).isTrue();
            assertThat(client.heard).containsExactly("a");
        }
    }

    @Test
    void endWhenTheClientHasGone() throws InterruptedException {
        try (var sending = send("a")) {
            sending.awaitBlocked();

            client.leave();

            assertThat(sending.failure())
                    .isInstanceOf(InterruptedException.class)
                    .hasMessage("the client has gone");
        }
        responses.complete();
        responses.fail(Status.INTERNAL);
        assertThat(client.heard).isEmpty();
    }

    @Test
    void sayWhyThereAreNoMore() {
        responses.fail(Status.ABORTED);

        assertThat(client.heard).containsExactly("ABORTED");
    }

    private Background<Boolean> send(String response) {
        return Background.start(() -> {
            responses.send(response);
            return true;
        });
    }

    /// For many threads.
    private static final class Client extends ServerCallStreamObserver<String> {

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private volatile boolean isReady; // by the test, as is the other
        private volatile boolean isGone;
        private volatile Runnable onReady = () -> {}; // before there are responses
        private volatile Runnable onCancel = () -> {}; // the same

        void take() {
            isReady = true;
            onReady.run();
        }

        void leave() {
            isGone = true;
            onCancel.run();
        }

        @Override
        public boolean isReady() {
            return isReady;
        }

        @Override
        public boolean isCancelled() {
            return isGone;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            onReady = handler;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {
            onCancel = handler;
        }

        @Override
        public void onNext(String response) {
            heard.add(response);
        }

        @Override
        public void onError(Throwable failure) {
            heard.add(Status.fromThrowable(failure).getCode().name());
        }

        @Override
        public void onCompleted() {
            heard.add("end");
        }

        @Override
        public void setCompression(String compression) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void request(int count) {}

        @Override
        public void disableAutoInboundFlowControl() {}
    }
}
