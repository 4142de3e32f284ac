package proglog.deploy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// What the kubelet asks a container, by gRPC or HTTP, and how often. Immutable.
///
/// @param what a gRPC service, or the path of a page
/// @param failures how many in a row mean no
record Probe(
        boolean isGrpc, int port, String what, Duration period, Duration timeout, int failures) {

    static Probe of(JsonNode probe, JsonNode container) {
        boolean isGrpc = probe.has("grpc");
        JsonNode asked = probe.path(isGrpc ? "grpc" : "httpGet");
        return new Probe(
                isGrpc,
                port(asked.path("port"), container),
                asked.path(isGrpc ? "service" : "path").asString(),
                Duration.ofSeconds(probe.path("periodSeconds").asInt(10)),
                Duration.ofSeconds(probe.path("timeoutSeconds").asInt(1)),
                probe.path("failureThreshold").asInt(3));
    }

    private static int port(JsonNode port, JsonNode container) {
        return port.isNumber()
                ? port.asInt()
                : Wiring.items(container.path("ports"))
                        .filter(one -> one.path("name").asString().equals(port.asString()))
                        .mapToInt(one -> one.path("containerPort").asInt())
                        .findFirst()
                        .orElseThrow();
    }

    /// Asks once.
    boolean isAnsweredBy(Box box) throws InterruptedException {
        try {
            Optional<String> address = box.address();
            return address.isPresent() && (isGrpc ? grpc(address.get()) : http(address.get()));
        } catch (IOException | StatusRuntimeException _) {
            return false;
        }
    }

    private boolean grpc(String address) {
        ManagedChannel channel =
                Grpc.newChannelBuilderForAddress(address, port, InsecureChannelCredentials.create())
                        .build();
        try {
            return HealthGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
                            .check(HealthCheckRequest.newBuilder().setService(what).build())
                            .getStatus()
                    == ServingStatus.SERVING;
        } finally {
            channel.shutdownNow();
        }
    }

    private boolean http(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create("http://%s:%d%s".formatted(address, port, what)))
                            .timeout(timeout)
                            .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() < 400;
        }
    }
}
