package proglog.deploy;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One pod of a StatefulSet as a container: what Kubernetes makes of the template for an ordinal.
///
/// Immutable.
record PodPlan(JsonNode set, String pod, PodFiles files) {

    private JsonNode spec() {
        return set.at("/spec/template/spec");
    }

    /// The only container.
    JsonNode container() {
        return spec().at("/containers/0");
    }

    /// How long it has to end by itself.
    int graceSeconds() {
        return spec().path("terminationGracePeriodSeconds").asInt(30);
    }

    /// The container to be made. `domain` is what ends the names of pods in the DNS.
    BoxPlan box(String domain) {
        return new BoxPlan(
                pod,
                container().path("image").asString(),
                Wiring.items(container().path("args")).map(JsonNode::asString).toList(),
                environment(),
                mounts(),
                List.of(pod + "." + domain, domain),
                rights());
    }

    private Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>();
        for (JsonNode variable : container().path("env")) {
            String value =
                    variable.has("valueFrom")
                            ? field(variable.at("/valueFrom/fieldRef/fieldPath").asString())
                            : variable.path("value").asString();
            for (Map.Entry<String, String> earlier : all.entrySet()) {
                value = value.replace("$(" + earlier.getKey() + ")", earlier.getValue());
            }
            all.put(variable.path("name").asString(), value);
        }
        return all;
    }

    private String field(String path) {
        return switch (path) {
            case "metadata.name" -> pod;
            case "metadata.namespace" -> Chart.NAMESPACE;
            default -> throw new IllegalArgumentException("this emulator knows no field " + path);
        };
    }

    private List<Bind> mounts() {
        List<Bind> binds = new ArrayList<>();
        for (JsonNode mount : container().path("volumeMounts")) {
            String path = mount.path("mountPath").asString();
            files.source(mount.path("name").asString(), set, pod)
                    .ifPresent(source ->
                            binds.add(
                                    new Bind(
                                            source,
                                            new Volume(path),
                                            mount.path("readOnly").asBoolean(false)
                                                    ? AccessMode.ro
                                                    : AccessMode.rw)));
        }
        return binds;
    }

    private BoxPlan.Rights rights() {
        JsonNode all = spec().path("securityContext");
        JsonNode own = container().path("securityContext");
        return new BoxPlan.Rights(
                Optional.of(
                        "%s:%s"
                                .formatted(
                                        all.path("runAsUser").asInt(),
                                        all.path("runAsGroup").asInt())),
                List.of(String.valueOf(all.path("fsGroup").asInt())),
                own.path("readOnlyRootFilesystem").asBoolean(false),
                Wiring.items(own.at("/capabilities/drop")).map(JsonNode::asString).toList(),
                own.path("allowPrivilegeEscalation").asBoolean(true),
                scratch(),
                Optional.of(bytes(container().at("/resources/limits/memory").asString())));
    }

    private Map<String, String> scratch() {
        Map<String, String> folders = new TreeMap<>();
        for (JsonNode mount : container().path("volumeMounts")) {
            boolean isEmpty =
                    Wiring.items(spec().path("volumes"))
                            .anyMatch(volume ->
                                    volume.has("emptyDir")
                                            && volume.path("name").equals(mount.path("name")));
            if (isEmpty) {
                folders.put(mount.path("mountPath").asString(), "rw,mode=1777,size=64m");
            }
        }
        return folders;
    }

    private static long bytes(String quantity) {
        long number = Long.parseLong(quantity.replaceAll("\\D", ""));
        return switch (quantity.replaceAll("\\d", "")) {
            case "Mi" -> number << 20;
            case "Gi" -> number << 30;
            default -> throw new IllegalArgumentException("this emulator knows no " + quantity);
        };
    }
}
