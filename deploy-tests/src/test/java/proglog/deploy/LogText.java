package proglog.deploy;

import com.github.dockerjava.api.async.ResultCallbackTemplate;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;

/// Collects what a container printed. For one thread only.
final class LogText extends ResultCallbackTemplate<LogText, Frame> {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void onNext(Frame frame) {
        text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
