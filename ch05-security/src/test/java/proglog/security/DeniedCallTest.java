package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a call is good for after its right was taken, and its service has noticed.
final class DeniedCallTest {

    private final Switch rules = new Switch();
    private final GuardedService service = new GuardedService(rules);
    private final FakeCall call = FakeCall.to("log.v1.Log/ConsumeStream");
    private ServerCall.Listener<String> listener;

    @BeforeEach
    void begin() {
        listener = service.start(call);
    }

    @Test
    void beforeThatItIsLikeAnyOther() {
        listener.onReady();

        assertThat(service.call().isReady()).isTrue();
        assertThat(service.call().isCancelled()).isFalse();
        assertThat(service.heard).containsExactly("ready");
    }

    @Test
    void itIsCancelledAndNeverReady() {
        deny();

        listener.onReady();

        assertThat(service.call().isReady()).isFalse();
        assertThat(service.call().isCancelled()).isTrue();
        assertThat(service.heard).isEmpty();
    }

    @Test
    void nothingMoreComesIn() {
        deny();
        rules.turn(true);

        listener.onMessage("more");
        listener.onHalfClose();

        assertThat(service.heard).containsExactly("cancel");
    }

    @Test
    void nothingMoreGoesOut() {
        deny();
        rules.turn(true);

        assertThatThrownBy(() -> service.call().sendMessage("more"))
                .isInstanceOf(StatusRuntimeException.class);
        service.call().sendHeaders(new Metadata());

        assertThat(call.sent).isEmpty();
    }

    private void deny() {
        rules.turn(false);
        assertThatThrownBy(() -> service.call().sendMessage("denied"))
                .isInstanceOf(StatusRuntimeException.class);
    }
}
