package proglog.security;

import io.grpc.ServerCall;
import java.util.List;

/// Writes down what a service hears of its call.
final class Hearing extends ServerCall.Listener<String> {

    private final List<String> heard;

    Hearing(List<String> heard) {
        this.heard = heard;
    }

    @Override
    public void onMessage(String message) {
        heard.add(message);
    }

    @Override
    public void onHalfClose() {
        heard.add("half-close");
    }

    @Override
    public void onReady() {
        heard.add("ready");
    }

    @Override
    public void onComplete() {
        heard.add("complete");
    }

    @Override
    public void onCancel() {
        heard.add("cancel");
    }
}
