package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.InMemoryLog;

/// A server is as it was told to be.
final class LogServerTest {

    private final Loopback loopback = new Loopback();
    private final InMemoryLog log = new InMemoryLog();

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void hasEachCallMeasured() {
        List<String> measured = new CopyOnWriteArrayList<>();
        LogServer server =
                loopback.start(
                        LogServer.builder()
                                .credentials(InsecureServerCredentials.create())
                                .callers("tests")
                                .measure(
                                        new ServerStreamTracer.Factory() {
                                            @Override
                                            public ServerStreamTracer newServerStreamTracer(
                                                    String method, Metadata headers) {
                                                measured.add(method);
                                                return new ServerStreamTracer() {};
                                            }
                                        })
                                .serve(new LogService(log)));
        RemoteLog remote = new RemoteLog(loopback.channel(server));

        remote.append(Bytes.utf8("a"));
        assertThat(remote.read(0).value()).isEqualTo(Bytes.utf8("a"));

        assertThat(measured).containsExactly("log.v1.Log/Produce", "log.v1.Log/Consume");
    }

    @Test
    void saysWhereItCannotListen() {
        LogServer first = loopback.serve(log);

        assertThatThrownBy(
                        () -> LogServer.builder().serve(new LogService(log)).start(first.address()))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot listen on 127.0.0.1:%d", first.address().getPort());
    }
}
