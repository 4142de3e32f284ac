package proglog.deploy;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether Kubernetes would understand every field of an object: by its current API, and by the
/// fields of two operators that we use.
final class Schema {

    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Schema() {}

    /// What is wrong with `object`, if anything.
    static Optional<String> complaint(JsonNode object) {
        String kind = object.path("apiVersion").asString() + " " + object.path("kind").asString();
        String json = object.toString();
        try {
            return switch (kind) {
                case "apps/v1 StatefulSet" -> known(V1StatefulSet.fromJson(json));
                case "v1 ConfigMap" -> known(V1ConfigMap.fromJson(json));
                case "v1 Service" -> known(V1Service.fromJson(json));
                case "v1 ServiceAccount" -> known(V1ServiceAccount.fromJson(json));
                case "policy/v1 PodDisruptionBudget" -> known(V1PodDisruptionBudget.fromJson(json));
                case "networking.k8s.io/v1 NetworkPolicy" -> known(V1NetworkPolicy.fromJson(json));
                case "monitoring.coreos.com/v1 ServiceMonitor" ->
                        known(STRICT.readValue(json, ServiceMonitor.class));
                case "cert-manager.io/v1 Certificate" ->
                        known(STRICT.readValue(json, Certificate.class));
                default -> Optional.of("nobody knows " + kind);
            };
        } catch (IOException | IllegalArgumentException | JacksonException mistake) {
            return Optional.of("%s: %s".formatted(kind, mistake.getMessage()));
        }
    }

    private static Optional<String> known(Object object) {
        return object.toString().isEmpty() ? Optional.of("nothing") : Optional.empty();
    }

    record Metadata(String name, Map<String, String> labels) {}

    record Selector(Map<String, String> matchLabels) {}

    record Endpoint(String port, String path, String interval) {}

    record ServiceMonitor(String apiVersion, String kind, Metadata metadata, Monitored spec) {}

    record Monitored(Selector selector, List<Endpoint> endpoints) {}

    record Certificate(String apiVersion, String kind, Metadata metadata, Issued spec) {}

    record PrivateKey(String algorithm, int size, String encoding, String rotationPolicy) {}

    record IssuerRef(String name, String kind, String group) {}

    record Issued(
            String secretName,
            String commonName,
            String duration,
            String renewBefore,
            PrivateKey privateKey,
            List<String> usages,
            List<String> dnsNames,
            List<String> ipAddresses,
            List<String> uris,
            IssuerRef issuerRef) {}
}
