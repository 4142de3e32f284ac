package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import proglog.InMemoryLog;

/// What every command sends besides its request.
final class ChannelOptionsTest {

    private static final Metadata.Key<String> TRACE =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

    private final Loopback loopback = new Loopback();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final StringWriter words = new StringWriter();
    private final LogServer server =
            loopback.start(
                    LogServer.builder()
                            .intercept(new Hearing())
                            .serve(new LogService(new InMemoryLog())));

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void sendHeadersAlong() {
        assertThat(offsets("--header", "traceparent: 00-a-b-01")).isZero();

        assertThat(heard).containsExactly("00-a-b-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"traceparent", ": 00-a-b-01", "a b: c"})
    void refuseWhatIsNoHeader(String header) {
        assertThat(offsets("--header", header)).isEqualTo(2);

        assertThat(words).asString().startsWith("proglog: ");
        assertThat(heard).isEmpty();
    }

    private int offsets(String... options) {
        List<String> all = new ArrayList<>(List.of("offsets"));
        all.addAll(List.of(options));
        all.addAll(List.of("--addr", "127.0.0.1:" + server.address().getPort()));
        Terminal terminal =
                new Terminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
        CommandLine commands = LogClient.commandLine(ChannelOptions::new, terminal);
        PrintWriter writer = new PrintWriter(words, true);
        return commands.setOut(writer).setErr(writer).execute(all.toArray(String[]::new));
    }

    private final class Hearing implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            heard.add(String.valueOf(headers.get(TRACE)));
            return next.startCall(call, headers);
        }
    }
}
