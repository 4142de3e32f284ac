package proglog.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Whether what the objects of a chart say about each other is true: every selector, port, mount
/// and name has to match something. Kubernetes accepts what does not, and then nothing happens.
///
/// Immutable.
///
/// @param objects everything that is rendered
/// @param secrets the keys of the Secrets that the user has made
record Wiring(List<? extends JsonNode> objects, Map<String, Set<String>> secrets) {

    /// Everything that matches nothing.
    List<String> complaints() {
        List<String> found = new ArrayList<>();
        for (JsonNode set : all("StatefulSet")) {
            Pods pods = new Pods(set);
            found.addAll(new Mounts(this, pods).complaints());
            found.addAll(serviceName(set, pods));
            found.addAll(own(set, pods));
            found.addAll(pods.probes());
        }
        all("Service").forEach(service -> found.addAll(service(service)));
        all("NetworkPolicy").forEach(policy -> found.addAll(policy(policy)));
        all("PodDisruptionBudget").forEach(budget -> found.addAll(budget(budget)));
        all("ServiceMonitor").forEach(monitor -> found.addAll(monitor(monitor)));
        return found;
    }

    Stream<JsonNode> stream(String kind) {
        return objects.stream()
                .map(JsonNode.class::cast)
                .filter(object -> object.path("kind").asString().equals(kind));
    }

    List<JsonNode> all(String kind) {
        return stream(kind).toList();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asString();
    }

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static boolean selects(Map<String, String> selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    /// The pods of a StatefulSet.
    record Pods(JsonNode set) {

        JsonNode spec() {
            return set.at("/spec/template/spec");
        }

        JsonNode container() {
            return spec().at("/containers/0");
        }

        int count() {
            return set.at("/spec/replicas").asInt();
        }

        List<String> names() {
            return IntStream.range(0, count()).mapToObj(i -> name(set) + "-" + i).toList();
        }

        /// The labels of the pod called `pod`.
        Map<String, String> labels(String pod) {
            Map<String, String> labels =
                    new LinkedHashMap<>(Yaml.words(set.at("/spec/template/metadata/labels")));
            labels.put("statefulset.kubernetes.io/pod-name", pod);
            return labels;
        }

        boolean anySelectedBy(JsonNode selector) {
            return names().stream().anyMatch(pod -> selects(Yaml.words(selector), labels(pod)));
        }

        /// Whether a container listens on `port`, which is a name or a number.
        boolean hasPort(JsonNode port) {
            return items(container().path("ports"))
                    .anyMatch(one ->
                            port.isNumber()
                                    ? one.path("containerPort").asInt() == port.asInt()
                                    : one.path("name").asString().equals(port.asString()));
        }

        List<String> probes() {
            return Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                    .filter(probe -> {
                        JsonNode asked = container().path(probe);
                        return !hasPort(asked.at("/grpc/port"))
                                && !hasPort(asked.at("/httpGet/port"));
                    })
                    .map(probe -> probe + " asks a port that nobody listens on")
                    .toList();
        }
    }

    private List<Pods> pods() {
        return stream("StatefulSet").map(Pods::new).toList();
    }

    private boolean anyPodSelectedBy(JsonNode selector) {
        return pods().stream().anyMatch(pods -> pods.anySelectedBy(selector));
    }

    private boolean anyPodHasPort(JsonNode port) {
        return pods().stream().anyMatch(pods -> pods.hasPort(port));
    }

    private List<String> own(JsonNode set, Pods pods) {
        List<String> found = new ArrayList<>();
        if (!pods.anySelectedBy(set.at("/spec/selector/matchLabels"))) {
            found.add("the StatefulSet does not select its own pods");
        }
        JsonNode account = pods.spec().path("serviceAccountName");
        if (stream("ServiceAccount").noneMatch(one -> name(one).equals(account.asString()))) {
            found.add("there is no ServiceAccount " + account.asString());
        }
        return found;
    }

    private List<String> serviceName(JsonNode set, Pods pods) {
        String wanted = set.at("/spec/serviceName").asString();
        boolean isThere =
                stream("Service")
                        .filter(service -> name(service).equals(wanted))
                        .anyMatch(service ->
                                service.at("/spec/clusterIP").asString().equals("None")
                                        && pods.anySelectedBy(service.at("/spec/selector")));
        return isThere
                ? List.of()
                : List.of("%s is no headless Service of the pods".formatted(wanted));
    }

    private List<String> service(JsonNode service) {
        List<String> found = new ArrayList<>();
        if (!anyPodSelectedBy(service.at("/spec/selector"))) {
            found.add("Service %s selects no pod".formatted(name(service)));
        }
        items(service.at("/spec/ports"))
                .map(port -> port.path("targetPort"))
                .filter(target -> !anyPodHasPort(target))
                .forEach(target ->
                        found.add(
                                "Service %s leads to port %s, on which nobody listens"
                                        .formatted(name(service), target.asString())));
        return found;
    }

    private List<String> policy(JsonNode policy) {
        List<String> found = new ArrayList<>();
        if (!anyPodSelectedBy(policy.at("/spec/podSelector/matchLabels"))) {
            found.add("the NetworkPolicy protects no pod");
        }
        Set<String> open = new TreeSet<>();
        for (JsonNode rule : policy.at("/spec/ingress")) {
            items(rule.path("ports")).forEach(port -> open.add(port.path("port").asString()));
            items(rule.path("ports"))
                    .filter(port -> !anyPodHasPort(port.path("port")))
                    .forEach(
                            port -> found.add("the NetworkPolicy opens no port of a pod: " + port));
        }
        pods().stream()
                .flatMap(pods -> items(pods.container().path("ports")))
                .map(port -> port.path("name").asString())
                .filter(port -> !open.contains(port))
                .forEach(port -> found.add("the NetworkPolicy closes port " + port));
        return found;
    }

    private List<String> budget(JsonNode budget) {
        return anyPodSelectedBy(budget.at("/spec/selector/matchLabels"))
                ? List.of()
                : List.of("the PodDisruptionBudget is for no pod");
    }

    private List<String> monitor(JsonNode monitor) {
        Map<String, String> selector = Yaml.words(monitor.at("/spec/selector/matchLabels"));
        String port = monitor.at("/spec/endpoints/0/port").asString();
        boolean isThere =
                stream("Service")
                        .filter(one -> selects(selector, Yaml.words(one.at("/metadata/labels"))))
                        .flatMap(one -> items(one.at("/spec/ports")))
                        .anyMatch(one -> one.path("name").asString().equals(port));
        return isThere
                ? List.of()
                : List.of("the ServiceMonitor finds no Service with port " + port);
    }
}
