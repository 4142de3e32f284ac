package proglog.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// One mistake at a time, made in what the chart renders: each is found.
final class WiringTest {

    private static final String POD = "/spec/template/spec";
    private static final String BOX = POD + "/containers/0";
    private static final Map<String, Set<String>> SECRETS =
            Map.of(
                    "proglog-certs",
                    Set.of("ca.pem", "server.pem", "server-key.pem", "peer.pem", "peer-key.pem"));

    @TempDir private Path scratch;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StatefulSet | /spec/selector/matchLabels/app.kubernetes.io~1name | prolog | does"
                        + " not select its own pods",
                "StatefulSet | /spec/serviceName | proglog | proglog is no headless Service",
                "StatefulSet | " + POD + "/serviceAccountName | other | no ServiceAccount other",
                "StatefulSet | " + BOX + "/ports/0/name | grpc | leads to port rpc",
                "StatefulSet | " + BOX + "/ports/4/containerPort | 8405 | startupProbe asks a port",
                "StatefulSet | " + BOX + "/volumeMounts/0/name | dta | no volume dta to mount",
                "StatefulSet | " + BOX + "/volumeMounts/1/name | data | volume tmp is not mounted",
                "StatefulSet | "
                        + POD
                        + "/volumes/1/configMap/name | settings | nobody makes settings",
                "StatefulSet | "
                        + POD
                        + "/volumes/2/projected/sources/0/secret/name | keys | nobody makes keys",
                "StatefulSet | "
                        + POD
                        + "/volumes/2/projected/sources/0/secret/items/1/key | tls.crt | no key"
                        + " tls.crt",
                "StatefulSet | "
                        + POD
                        + "/volumes/2/projected/sources/0/secret/items/1/path | s.pem |"
                        + " server-tls-cert-file",
                "StatefulSet | "
                        + BOX
                        + "/env/1/value | /etc/proglog/$(POD_NAME).yaml | is not there for"
                        + " proglog-0",
                "Service | /spec/selector/app.kubernetes.io~1name | prolog | selects no pod",
                "Service | /spec/ports/1/targetPort | serf | leads to port serf",
                "Service | /spec/clusterIP | 10.0.0.1 | is no headless Service",
                "NetworkPolicy | /spec/podSelector/matchLabels/app.kubernetes.io~1name | prolog |"
                        + " protects no pod",
                "NetworkPolicy | /spec/ingress/0/ports/0/port | grpc | opens no port of a pod",
                "NetworkPolicy | /spec/ingress/1/ports/2/port | rpc | closes port raft",
                "PodDisruptionBudget | /spec/selector/matchLabels/app.kubernetes.io~1name | prolog"
                        + " | is for no pod",
                "ServiceMonitor | /spec/endpoints/0/port | metrics | finds no Service with port"
                        + " metrics",
                "ServiceMonitor | /spec/selector/matchLabels/app.kubernetes.io~1component | pods |"
                        + " finds no Service",
            })
    void findsWhatMatchesNothing(String kind, String place, String wrong, String complaint) {
        List<ObjectNode> objects =
                Chart.in(scratch).with("serviceMonitor: {enabled: true}").render();
        Wiring wiring = new Wiring(objects, SECRETS);
        assertThat(wiring.complaints()).isEmpty();

        put(wiring.all(kind).getFirst(), JsonPointer.compile(place), wrong);

        assertThat(wiring.complaints()).anySatisfy(found -> assertThat(found).contains(complaint));
    }

    private static void put(JsonNode object, JsonPointer place, String value) {
        JsonNode parent = object.at(place.head());
        assertThat(object.at(place).isMissingNode()).as("nothing at %s", place).isFalse();
        JsonNode node = StringNode.valueOf(value);
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), node);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), node);
        }
    }
}
