package proglog.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where a local cluster keeps everything. Immutable.
///
/// ```
/// cluster.properties   how many nodes, and the first port
/// lock                 held by a command that starts or ends nodes
/// certs/               of the authority, the nodes and the clients
/// acl/                 who may do what
/// node-0/              node.yaml, data/, log, pid while it runs
/// node-1/              ...
/// ```
record ClusterDirectory(Path path) {

    Path certificates() {
        return path.resolve("certs");
    }

    Path accessModel() {
        return path.resolve("acl").resolve("model.conf");
    }

    Path accessPolicy() {
        return path.resolve("acl").resolve("policy.csv");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /// What was made here, if anything was.
    Optional<ClusterPlan> plan() throws IOException {
        try {
            return Optional.of(ClusterPlan.parse(Files.readString(planFile())));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IllegalArgumentException damaged) {
            throw new IOException("%s: %s".formatted(planFile(), damaged.getMessage()), damaged);
        }
    }

    /// Remembers what is here. It is there whole, or as it was before.
    void write(ClusterPlan plan) throws IOException {
        Files.createDirectories(path);
        WholeFile.write(planFile(), plan.text());
    }

    private Path planFile() {
        return path.resolve("cluster.properties");
    }

    /// The nodes of a plan, in order.
    List<LocalNode> nodes(ClusterPlan plan) {
        return IntStream.range(0, plan.nodes())
                .mapToObj(
                        index -> new LocalNode(path, index, plan.port() + LocalNode.PORTS * index))
                .toList();
    }

    /// The nodes that were made here, in order; none when there is no cluster.
    List<LocalNode> nodes() throws IOException {
        return plan().map(this::nodes).orElse(List.of());
    }

    /// Deletes everything but the lock, which somebody may wait for.
    void delete() throws IOException {
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!file.equals(lock())) {
                            Files.delete(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        if (!directory.equals(path)) {
                            Files.delete(directory);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
