package proglog.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.agent.AgentConfig;
import proglog.agent.Configuration;
import proglog.agent.Setting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The chart, by real Helm, against the current API of Kubernetes.
final class ChartTest {

    private static final Map<String, Set<String>> SECRETS =
            Map.of(
                    "proglog-certs",
                    Set.of("ca.pem", "server.pem", "server-key.pem", "peer.pem", "peer-key.pem"));

    private static final String EVERYTHING =
            """
            perPodService: {enabled: true, domain: log.example.com, externalDns: true, loadBalancerSourceRanges: [10.0.0.0/8]}
            serviceMonitor: {enabled: true, labels: {release: prometheus}}
            certificates: {certManager: {enabled: true, issuerRef: {name: ours}}}
            acl: {model: "a model", policy: "p, root, *, consume"}
            networkPolicy: {clients: [{namespaceSelector: {}}], monitoring: [{ipBlock: {cidr: 10.0.0.0/8}}]}
            config: {election-timeout: 2s}
            imagePullSecrets: [{name: registry}]
            extraEnv: [{name: PROGLOG_OTLP_ENDPOINT, value: "http://collector:4318"}]
            tolerations: [{key: log, operator: Exists}]
            nodeSelector: {disk: ssd}
            priorityClassName: high
            probes: {kind: http}
            service: {type: LoadBalancer, annotations: {a: b}}
            image: {digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
            """;

    @TempDir private Path scratch;

    private Chart chart(String which) {
        return switch (which) {
            case "default" -> Chart.in(scratch);
            case "everything" -> Chart.in(scratch).with(EVERYTHING);
            default -> Chart.in(scratch).withFile("values-" + which + ".yaml");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "everything", "kind", "gke", "eks", "aks"})
    void helmHasNothingToSayAgainstIt(String values) {
        LintResult lint = chart(values).lint();

        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "everything", "kind", "gke", "eks", "aks"})
    void kubernetesKnowsEveryField(String values) {
        List<ObjectNode> objects = chart(values).render();

        assertThat(objects).isNotEmpty();
        assertThat(objects).extracting(Schema::complaint).containsOnly(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "StatefulSet, /spec, replica",
        "StatefulSet, /spec/template/spec/containers/0/readinessProbe, port",
        "Service, /spec/ports/0, targetport",
        "NetworkPolicy, /spec/ingress/0, port",
        "Certificate, /spec, dnsName",
        "ServiceMonitor, /spec/endpoints/0, scrapeInterval",
    })
    void kubernetesDoesNotKnow(String kind, String place, String field) {
        JsonNode object = new Wiring(chart("everything").render(), SECRETS).all(kind).getFirst();

        ((ObjectNode) object.at(place)).put(field, "x");

        assertThat(Schema.complaint(object))
                .hasValueSatisfying(found -> assertThat(found).contains(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "everything", "kind", "gke", "eks", "aks"})
    void everySelectorPortAndMountMatchesSomething(String values) {
        List<ObjectNode> objects = chart(values).render();

        assertThat(new Wiring(objects, SECRETS).complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "everything", "kind", "gke", "eks", "aks"})
    void aNodeUnderstandsItsSettings(String values) throws IOException {
        JsonNode files = config(chart(values).render());

        for (String file : List.of("proglog-0.yaml", "proglog-2.yaml")) {
            Path path = Files.writeString(scratch.resolve(file), files.path(file).asString());
            AgentConfig settings =
                    AgentConfig.of(
                            Configuration.read(
                                    Map.of(Setting.CONFIG_FILE, path.toString()), Map.of()));

            assertThat(file).startsWith(settings.node().self().name());
            assertThat(settings.probeBind().isPresent()).isEqualTo(!values.equals("everything"));
        }
    }

    @Test
    void isPackaged() {
        assertThat(chart("default").pack(scratch)).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicaCount: 0 | replicaCount",
                "replicaCount: three | replicaCount",
                "replicaCont: 5 | replicaCont",
                "image: {repository: 'proglog:1'} | repository",
                "image: {digest: sha256} | digest",
                "image: {pullPolicy: Sometimes} | pullPolicy",
                "persistence: {size: large} | size",
                "resources: {limits: {memory: 1 GB}} | memory",
                "probes: {kind: tcp} | kind",
                "probes: {readiness: {period: 3}} | period",
                "perPodService: {enabled: true} | domain",
                "certificates: {secretName: ''} | secretName",
                "certificates: {certManager: {enabled: true}} | name",
                "config: {node-name: a} | node-name",
                "config: {electionTimeout: 3} | electionTimeout",
                "terminationGracePeriodSeconds: 3 | terminationGracePeriodSeconds",
            })
    void itsSchemaRefuses(String mistake, String named) {
        Chart chart = chart("default").with(mistake);

        assertThatThrownBy(chart::render).hasMessageContaining(named);
    }

    @Test
    void nodeZeroAloneMayBeginACluster() {
        JsonNode files = config(chart("default").render());

        assertThat(setting(files, "proglog-0", "bootstrap")).isEqualTo("true");
        assertThat(setting(files, "proglog-1", "bootstrap")).isEqualTo("false");
    }

    @Test
    void nodeZeroMayBeToldNotToBeginACluster() {
        JsonNode files = config(chart("default").with("bootstrap: false").render());

        assertThat(setting(files, "proglog-0", "bootstrap")).isEqualTo("false");
    }

    @Test
    void scalingChangesNoPodThatIsThere() {
        List<ObjectNode> three = chart("default").render();
        List<ObjectNode> five =
                new Chart(scratch.resolve("proglog")).with("replicaCount: 5").render();

        assertThat(template(five)).isEqualTo(template(three));
        assertThat(config(five)).isEqualTo(config(three));
    }

    @Test
    void everyNodeHasAServiceForClientsElsewhere() {
        List<ObjectNode> objects = chart("gke").render();

        assertThat(objects)
                .filteredOn(one -> one.at("/spec/type").asString("").equals("LoadBalancer"))
                .extracting(Wiring::name)
                .containsExactly("proglog-0", "proglog-1", "proglog-2");
        assertThat(setting(config(objects), "proglog-2", "advertise-rpc-addr"))
                .isEqualTo("proglog-2.proglog.example.com:8400");
    }

    @Test
    void thePageOfOneConsoleFindsTheOthersWhereTheNotesForwardThem() {
        JsonNode files = config(chart("default").render());

        assertThat(setting(files, "proglog-0", "advertise-admin-addr")).isEqualTo("127.0.0.1:8403");
        assertThat(setting(files, "proglog-2", "advertise-admin-addr")).isEqualTo("127.0.0.1:8423");
    }

    @Test
    void noVariableOfAServiceIsTakenForASetting() {
        JsonNode pod = template(chart("default").render()).path("spec");

        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    }

    @Test
    void nothingRunsAsRootOrWritesToItsRoot() {
        JsonNode pod = template(chart("default").render()).path("spec");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        JsonNode rights = pod.at("/containers/0/securityContext");
        assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(rights.path("allowPrivilegeEscalation").asBoolean()).isFalse();
        assertThat(rights.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
    }

    private static JsonNode template(List<ObjectNode> objects) {
        return new Wiring(objects, SECRETS).all("StatefulSet").getFirst().at("/spec/template");
    }

    private static JsonNode config(List<ObjectNode> objects) {
        return new Wiring(objects, SECRETS).all("ConfigMap").getFirst().path("data");
    }

    private static String setting(JsonNode files, String pod, String key) {
        return Yaml.read(files.path(pod + ".yaml").asString()).path(key).asString();
    }
}
