package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import proglog.console.v1.GetStatusRequest;
import proglog.console.v1.GetStatusResponse;

/// Nodes tell each other how they are, and where their consoles are.
final class StatusServiceTest {

    private final Consoles consoles = new Consoles("127.0.0.1:8403");
    private final NodeStatus status = Statuses.leader("a", 7, Map.of("b", 4L));

    @Test
    void answersWithItsStatusAndNotesWhoAsked() {
        List<GetStatusResponse> answers = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        StatusService service = new StatusService(() -> status, consoles);

        service.getStatus(
                GetStatusRequest.newBuilder().setConsole("node-1:8413").build(),
                new StreamObserver<>() {
                    @Override
                    public void onNext(GetStatusResponse answer) {
                        answers.add(answer);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        ends.add(failure.toString());
                    }

                    @Override
                    public void onCompleted() {
                        ends.add("completed");
                    }
                });

        assertThat(answers).extracting(StatusWire::decode).containsExactly(status);
        assertThat(ends).containsExactly("completed");
        assertThat(consoles.isOneAt("node-1:8413")).isTrue();
    }
}
