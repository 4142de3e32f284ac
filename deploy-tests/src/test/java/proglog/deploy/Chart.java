package proglog.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The chart with its values changed, in a folder of its own. Real Helm reads it.
record Chart(Path directory) {

    /// What it is installed as.
    static final String RELEASE = "proglog";

    static final String NAMESPACE = "logs";

    /// The chart in `scratch`, as it is but for the Kubernetes that it asks for: what renders here
    /// takes every cluster for an old one.
    static Chart in(Path scratch) {
        Path copy = scratch.resolve(Repository.CHART.getFileName());
        try (Stream<Path> files = Files.walk(Repository.CHART)) {
            Files.createDirectories(scratch);
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(Repository.CHART.relativize(file).toString()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Path about = copy.resolve("Chart.yaml");
        Yaml.write(about, Yaml.read(about).without("kubeVersion"));
        return new Chart(copy);
    }

    /// The same with what one of its files, such as `values-kind.yaml`, says about values.
    Chart withFile(String name) {
        return with(Yaml.read(Repository.CHART.resolve(name)));
    }

    /// The same with what `yaml` says about values.
    Chart with(String yaml) {
        return with(Yaml.read(yaml));
    }

    private Chart with(ObjectNode values) {
        Path file = directory.resolve("values.yaml");
        Yaml.write(file, Yaml.merge(Yaml.read(file), values));
        return this;
    }

    LintResult lint() {
        return new Helm(directory).lint().strict().call();
    }

    /// Everything that would be given to Kubernetes.
    List<ObjectNode> render() {
        return Yaml.readAll(
                new Helm(directory).template().withName(RELEASE).withNamespace(NAMESPACE).call());
    }

    /// The archive that users would install.
    Path pack(Path destination) {
        new Helm(directory).packageIt().withDestination(destination).call();
        try (Stream<Path> made = Files.list(destination)) {
            return made.filter(file -> file.toString().endsWith(".tgz")).findFirst().orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
