package proglog.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The volumes of pods: folders of this machine for what the chart and the user wrote, volumes of
/// the engine for claims. For one thread only.
///
/// @param scratch where folders are made
/// @param objects what the chart renders
/// @param secrets a folder for each Secret, with a file for each key
/// @param prefix begins the names of the engine's volumes
record PodFiles(Path scratch, List<ObjectNode> objects, Map<String, Path> secrets, String prefix) {

    /// What is mounted for the volume `name` of `pod`; nothing when it is an empty one.
    Optional<String> source(String name, JsonNode set, String pod) {
        if (Wiring.items(set.at("/spec/volumeClaimTemplates"))
                .anyMatch(claim -> Wiring.name(claim).equals(name))) {
            return Optional.of(claim(name, pod));
        }
        JsonNode volume =
                Wiring.items(set.at("/spec/template/spec/volumes"))
                        .filter(one -> one.path("name").asString().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no volume " + name));
        return volume.has("emptyDir")
                ? Optional.empty()
                : Optional.of(write(pod + "-" + name, contents(volume)).toString());
    }

    /// The engine's volume for a claim of `pod`.
    String claim(String name, String pod) {
        return prefix + "-" + name + "-" + pod;
    }

    private Map<String, byte[]> contents(JsonNode volume) {
        Map<String, byte[]> files = new TreeMap<>();
        if (volume.has("configMap")) {
            add(files, volume.path("configMap"), map(volume.at("/configMap/name").asString()));
        }
        for (JsonNode source : volume.at("/projected/sources")) {
            add(files, source.path("secret"), secret(source.at("/secret/name").asString()));
        }
        return files;
    }

    private static void add(Map<String, byte[]> files, JsonNode source, Map<String, byte[]> keys) {
        if (!source.has("items")) {
            files.putAll(keys);
        }
        for (JsonNode item : source.path("items")) {
            byte[] value = keys.get(item.path("key").asString());
            if (value == null) {
                throw new IllegalArgumentException("no key " + item);
            }
            files.put(item.path("path").asString(), value);
        }
    }

    private Map<String, byte[]> map(String name) {
        Map<String, byte[]> keys = new TreeMap<>();
        objects.stream()
                .filter(one -> one.path("kind").asString().equals("ConfigMap"))
                .filter(one -> Wiring.name(one).equals(name))
                .flatMap(one -> Yaml.words(one.path("data")).entrySet().stream())
                .forEach(one ->
                        keys.put(
                                one.getKey(),
                                one.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return keys;
    }

    private Map<String, byte[]> secret(String name) {
        Path folder = secrets.get(name);
        if (folder == null) {
            throw new IllegalArgumentException("no Secret " + name);
        }
        Map<String, byte[]> keys = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                keys.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return keys;
    }

    // Readable for the pod's user, whom this machine need not know.
    private Path write(String name, Map<String, byte[]> files) {
        Path folder = scratch.resolve(name);
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = Files.write(folder.resolve(file.getKey()), file.getValue());
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--r--r--"));
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return folder;
    }
}
