package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.grpc.LogServer;
import proglog.grpc.RemoteLog;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;

/// What calls over a real socket add up to.
final class RequestMetricsTest {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> STATUS =
            AttributeKey.stringKey("rpc.response.status_code");

    private final Observed observed = Observed.everything();

    @AfterEach
    void stop() {
        observed.close();
    }

    @Test
    void timesEachCallByMethodAndStatusOnBothSides() {
        LogServer server = observed.serve(new InMemoryLog());
        try (CommitLog remote = new RemoteLog(observed.channel(server))) {
            remote.append(Bytes.utf8("a"));
            remote.append(Bytes.utf8("b"));
            assertThatThrownBy(() -> remote.read(7)).isNotNull();
        }

        Map<String, Long> expected =
                Map.of("log.v1.Log/Produce OK", 2L, "log.v1.Log/Consume OUT_OF_RANGE", 1L);
        Background.until(() -> counts(Series.RPC_SERVER_DURATION).equals(expected));
        assertThat(counts(Series.RPC_CLIENT_DURATION)).isEqualTo(expected);
    }

    @Test
    void countsBytesAndMessagesOnTheWire() {
        LogServer server = observed.serve(new InMemoryLog());
        try (CommitLog remote = new RemoteLog(observed.channel(server))) {
            remote.append(Bytes.wrap(new byte[1000]));
        }

        Background.until(() -> observed.sum(Series.RPC_SENT_MESSAGES) == 1);
        assertThat(observed.sum(Series.RPC_RECEIVED_MESSAGES)).isEqualTo(1);
        assertThat(observed.sum(Series.RPC_RECEIVED)).isBetween(1000L, 1050L);
        assertThat(observed.sum(Series.RPC_SENT)).isBetween(1L, 50L);
    }

    @Test
    void showsStreamsWhileTheyAreOpen() throws InterruptedException {
        CommitLog log = new InMemoryLog();
        log.append(Bytes.utf8("a"));
        LogServer server = observed.serve(log);
        try (CommitLog remote = new RemoteLog(observed.channel(server))) {
            try (LogCursor cursor = remote.follow(0)) {
                cursor.next();
                assertThat(observed.sum(Series.RPC_ACTIVE)).isEqualTo(1);
            }
            Background.until(() -> observed.sum(Series.RPC_ACTIVE) == 0);
        }
    }

    @Test
    void gathersMethodsThatAreNotServedUnderOneName() {
        LogServer server = observed.serve(new InMemoryLog());
        for (String name : List.of("one", "two", "three")) {
            MethodDescriptor<ConsumeRequest, ConsumeResponse> unknown =
                    LogGrpc.getConsumeMethod().toBuilder().setFullMethodName("x/" + name).build();
            assertThatThrownBy(() ->
                            ClientCalls.blockingUnaryCall(
                                    observed.stranger(server),
                                    unknown,
                                    CallOptions.DEFAULT,
                                    ConsumeRequest.getDefaultInstance()))
                    .isInstanceOf(StatusRuntimeException.class);
        }

        Background.until(() ->
                counts(Series.RPC_SERVER_DURATION).equals(Map.of("_OTHER UNIMPLEMENTED", 3L)));
    }

    private Map<String, Long> counts(Series series) {
        Map<String, Long> counts = new TreeMap<>();
        observed.metrics().stream()
                .filter(metric -> metric.getName().equals(series.id()))
                .flatMap(metric -> metric.getHistogramData().getPoints().stream())
                .forEach(point -> counts.put(labels(point), point.getCount()));
        return counts;
    }

    private static String labels(HistogramPointData point) {
        Attributes attributes = point.getAttributes();
        return attributes.get(METHOD) + " " + attributes.get(STATUS);
    }
}
