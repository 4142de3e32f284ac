package proglog.bench;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import proglog.cli.Main;
import proglog.cli.Rehearsal;

/// How long a node of chapter 10 takes from the start of its process until it is ready: alone, with
/// an empty log that it begins; with Java's ahead-of-time cache, as in the image and after
/// `./proglog up`, and without, in turns. For one thread only.
record AgentStart() implements Measurement {

    private static final int MOST_ROUNDS = 9;
    private static final String HOST = "127.0.0.1";

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(scratch.next());
        LoopbackTls.create(directory.resolve("certs")).close();
        Cluster.writeAccessList(directory);
        List<String> cache = cache(directory);
        List<Double> cached = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int round = 0; round < Math.min(MOST_ROUNDS, scale.rounds()); round++) {
            Path place = directory.resolve("round-" + round);
            plain.add(seconds(directory, place.resolve("plain"), List.of()));
            cached.add(seconds(directory, place.resolve("cached"), cache));
        }
        return List.of(
                Figure.of(
                        "cluster-start",
                        "start of a node of chapter 10, alone with an empty log, until it is ready",
                        "s",
                        Samples.of(cached, each -> each),
                        Target.atMost(2.5),
                        Map.of(
                                "withoutCacheMillis",
                                1e3 * Samples.of(plain, each -> each).median(),
                                "jvmMillis",
                                NodeProcess.emptyMillis())));
    }

    // Java takes a cache for jars alone. With this mode it refuses to run without it.
    private static List<String> cache(Path directory) throws IOException, InterruptedException {
        Path cache = directory.resolve("proglog.aot");
        File said = directory.resolve("rehearsal").toFile();
        try (NodeProcess rehearsal =
                NodeProcess.start(
                        said,
                        List.of("-XX:AOTCacheOutput=" + cache),
                        jars(),
                        directory,
                        Rehearsal.class,
                        List.of("node"))) {
            rehearsal.process().waitFor();
        }
        if (!Files.exists(cache)) {
            throw new IOException("no ahead-of-time cache: " + Files.readString(said.toPath()));
        }
        return List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on");
    }

    private static List<String> jars() {
        String classPath = System.getProperty("java.class.path");
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(place -> place.endsWith(".jar"))
                .toList();
    }

    private static double seconds(Path directory, Path place, List<String> flags)
            throws IOException, InterruptedException {
        File said = Files.createDirectories(place).resolve("said").toFile();
        Ports ports = Ports.free(1).getFirst();
        List<String> arguments = arguments(directory, place, ports);
        URI ready = URI.create("http://%s:%d/health/ready".formatted(HOST, ports.admin()));
        long start = System.nanoTime();
        try (NodeProcess node =
                NodeProcess.start(said, flags, jars(), directory, Main.class, arguments)) {
            Await.until("the node is ready", Node.PATIENCE, () -> isReady(node, ready, said));
            return RawFiles.seconds(start);
        }
    }

    private static boolean isReady(NodeProcess node, URI ready, File said) throws IOException {
        if (!node.isAlive()) {
            throw new IOException("the node ended: " + Files.readString(said.toPath()));
        }
        try {
            var answer = (HttpURLConnection) ready.toURL().openConnection();
            return answer.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false; // not there yet
        }
    }

    private static List<String> arguments(Path directory, Path place, Ports ports) {
        Path certificates = directory.resolve("certs");
        return List.of(
                "serve",
                "--node-name=alone",
                "--bootstrap=true",
                "--bind-addr=" + HOST,
                "--data-dir=" + place.resolve("data"),
                "--rpc-port=" + ports.rpc(),
                "--gossip-port=" + ports.gossip(),
                "--raft-port=" + ports.raft(),
                "--admin-port=" + ports.admin(),
                "--acl-model-file=" + directory.resolve("model.conf"),
                "--acl-policy-file=" + directory.resolve("policy.csv"),
                "--server-tls-cert-file=" + certificates.resolve("server.pem"),
                "--server-tls-key-file=" + certificates.resolve("server-key.pem"),
                "--server-tls-ca-file=" + certificates.resolve("ca.pem"),
                "--peer-tls-cert-file=" + certificates.resolve("peer.pem"),
                "--peer-tls-key-file=" + certificates.resolve("peer-key.pem"),
                "--peer-tls-ca-file=" + certificates.resolve("ca.pem"));
    }
}
