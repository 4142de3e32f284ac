package proglog.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the pods of a StatefulSet find where: its volumes, and the files that its settings name.
record Mounts(Wiring wiring, Wiring.Pods pods) {

    private static final String CONFIG_FILE = "PROGLOG_CONFIG_FILE";

    /// What is missing.
    List<String> complaints() {
        List<String> found = new ArrayList<>();
        Set<String> mounted = new TreeSet<>();
        for (JsonNode mount : pods.container().path("volumeMounts")) {
            String volume = mount.path("name").asString();
            mounted.add(volume);
            if (volume(volume).isMissingNode() && !claims().contains(volume)) {
                found.add("there is no volume %s to mount".formatted(volume));
            }
        }
        Stream.concat(names(pods.spec().path("volumes")), claims().stream())
                .filter(volume -> !mounted.contains(volume))
                .forEach(volume -> found.add("volume %s is not mounted".formatted(volume)));
        for (JsonNode volume : pods.spec().path("volumes")) {
            files(volume, found);
        }
        if (found.isEmpty()) {
            pods.names().forEach(pod -> found.addAll(settings(pod)));
        }
        return found;
    }

    private static Stream<String> names(JsonNode array) {
        return Wiring.items(array).map(one -> one.path("name").asString());
    }

    private JsonNode volume(String name) {
        return Wiring.items(pods.spec().path("volumes"))
                .filter(volume -> volume.path("name").asString().equals(name))
                .findFirst()
                .orElse(pods.spec().path("no volume"));
    }

    private List<String> claims() {
        return Wiring.items(pods.set().at("/spec/volumeClaimTemplates")).map(Wiring::name).toList();
    }

    /// The files in `volume`; what it asks for and nobody has is added to `missing`.
    Set<String> files(JsonNode volume, List<String> missing) {
        if (volume.has("emptyDir")) {
            return Set.of();
        }
        if (volume.has("configMap")) {
            return source(volume.path("configMap"), maps(), missing);
        }
        Set<String> files = new TreeSet<>();
        for (JsonNode source : volume.at("/projected/sources")) {
            files.addAll(source(source.path("secret"), secrets(), missing));
        }
        if (files.isEmpty()) {
            missing.add("volume %s holds nothing".formatted(volume.path("name").asString()));
        }
        return files;
    }

    private Set<String> source(
            JsonNode source, Map<String, Set<String>> known, List<String> missing) {
        String name = source.path("name").asString();
        Set<String> keys = known.get(name);
        if (keys == null) {
            missing.add("nobody makes %s".formatted(name));
            return Set.of();
        }
        if (!source.has("items")) {
            return keys;
        }
        return Wiring.items(source.path("items"))
                .peek(item -> {
                    if (!keys.contains(item.path("key").asString())) {
                        missing.add(
                                "%s has no key %s".formatted(name, item.path("key").asString()));
                    }
                })
                .map(item -> item.path("path").asString())
                .collect(Collectors.toSet());
    }

    private Map<String, Set<String>> maps() {
        return wiring.stream("ConfigMap")
                .collect(
                        Collectors.toMap(
                                Wiring::name, one -> Set.copyOf(one.path("data").propertyNames())));
    }

    // What the user has made, and what cert-manager is asked for.
    private Map<String, Set<String>> secrets() {
        Map<String, Set<String>> all = new TreeMap<>(wiring.secrets());
        wiring.stream("Certificate")
                .forEach(one ->
                        all.put(
                                one.at("/spec/secretName").asString(),
                                Set.of("tls.crt", "tls.key", "ca.crt")));
        return all;
    }

    // The node's own file must be there, and every file that it names.
    private List<String> settings(String pod) {
        String file = configFile().replace("$(POD_NAME)", pod);
        if (!isThere(file)) {
            return List.of("%s is not there for %s".formatted(file, pod));
        }
        String text =
                wiring.stream("ConfigMap")
                        .map(map -> map.path("data").path(pod + ".yaml").asString(""))
                        .collect(Collectors.joining());
        return Yaml.words(Yaml.read(text)).entrySet().stream()
                .filter(setting -> setting.getKey().endsWith("-file"))
                .filter(setting -> !isThere(setting.getValue()))
                .map(setting ->
                        "%s: %s is not there".formatted(setting.getKey(), setting.getValue()))
                .toList();
    }

    private String configFile() {
        return Wiring.items(pods.container().path("env"))
                .filter(one -> one.path("name").asString().equals(CONFIG_FILE))
                .map(one -> one.path("value").asString())
                .findFirst()
                .orElse(CONFIG_FILE + " is not set");
    }

    // In a volume, or in the image.
    private boolean isThere(String path) {
        if (path.startsWith("/opt/proglog/acl/")) {
            return true;
        }
        return Wiring.items(pods.container().path("volumeMounts"))
                .anyMatch(mount ->
                        files(volume(mount.path("name").asString()), new ArrayList<>()).stream()
                                .map(file -> mount.path("mountPath").asString() + "/" + file)
                                .anyMatch(path::equals));
    }
}
