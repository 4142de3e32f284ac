package proglog.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine;
import proglog.Deadline;
import proglog.agent.Agent;
import proglog.agent.AgentConfig;
import proglog.agent.Configuration;
import proglog.agent.Setting;
import proglog.grpc.Terminal;

/// A node that is started, written to, read from and stopped by the commands of this program, so
/// that Java learns what they need: what it then writes down is an ahead-of-time cache, by which
/// nodes and commands start sooner. For one thread only.
public final class Rehearsal {

    private static final List<Setting> PORTS =
            List.of(
                    Setting.RPC_PORT,
                    Setting.GOSSIP_PORT,
                    Setting.RAFT_PORT,
                    Setting.ADMIN_PORT,
                    Setting.PROBE_PORT);
    private static final int BATCHES = 10;
    private static final int LINES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Map<String, String> environment;

    private Rehearsal(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /// Plays all of it, or, when the argument is `node`, what a node needs and no more, in a folder
    /// of its own, with ports of its own; the access list is where the settings that are in force
    /// here say, or the variable `PROGLOG_ACL`.
    public static void main(String... arguments) throws IOException {
        Path folder = Files.createTempDirectory("rehearsal");
        String nowhere = folder.resolve("cluster").toString();
        boolean onlyNode = List.of(arguments).equals(List.of("node"));
        new Rehearsal(folder, Map.of(Configuration.CLUSTER_DIR, nowhere)).play(onlyNode);
        System.exit(0); // what is left needs no end
    }

    private void play(boolean onlyNode) throws IOException {
        Path certificates = folder.resolve("certs");
        run("certs", "--dir", certificates.toString());
        try (Agent agent = Agent.start(config(certificates))) {
            Deadline deadline = Deadline.after(PATIENCE);
            while (!agent.log().consensus().leadership().isSelf() && !deadline.hasPassed()) {
                Thread.onSpinWait();
            }
            String node = LocalNode.HOST + ":" + agent.rpcAddress().getPort();
            produceAndConsume(certificates, node);
            if (!onlyNode) {
                produceAndConsume(certificates, Target.CLUSTER + node);
                ask(certificates, Target.CLUSTER + node);
            }
        }
    }

    private void produceAndConsume(Path certificates, String target) throws IOException {
        Path lines = folder.resolve("lines");
        Files.write(
                lines, IntStream.range(0, LINES).mapToObj("a line, number %d"::formatted).toList());
        for (int batch = 0; batch < BATCHES; batch++) {
            call(certificates, target, "produce", lines.toString());
        }
        call(certificates, target, "consume", "--from", "0", "--count", "" + LINES * BATCHES);
    }

    private void ask(Path certificates, String target) {
        for (String question : List.of("servers", "offsets", "health")) {
            call(certificates, target, question);
        }
        run("status");
        run("config", "--bind-addr", LocalNode.HOST);
        run("produce", "--help");
    }

    private void call(Path certificates, String target, String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "--addr", target));
        words.addAll(List.of("--certs", certificates.toString()));
        words.addAll(List.of(more));
        run(words.toArray(String[]::new));
    }

    private void run(String... words) {
        Terminal nobody =
                new Terminal(InputStream.nullInputStream(), OutputStream.nullOutputStream());
        CommandLine commands =
                Main.commandLine(new Surroundings(environment, nobody))
                        .setOut(new PrintWriter(PrintWriter.nullWriter()));
        if (commands.execute(words) > 1) { // there is no local cluster, and so no status
            throw new IllegalStateException(String.join(" ", words) + " does not work");
        }
    }

    private AgentConfig config(Path certificates) throws IOException {
        return AgentConfig.of(Configuration.read(settings(certificates), Map.of()));
    }

    private Map<Setting, String> settings(Path certificates) throws IOException {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.NODE_NAME, "rehearsal");
        settings.put(Setting.DATA_DIR, folder.resolve("data").toString());
        settings.put(Setting.BIND_ADDR, LocalNode.HOST);
        settings.put(Setting.BOOTSTRAP, "true");
        Iterator<Integer> free = FreePorts.row(PORTS.size()).iterator();
        PORTS.forEach(port -> settings.put(port, String.valueOf(free.next())));
        settings.put(Setting.SERVER_TLS_CERT_FILE, certificates.resolve("server.pem").toString());
        settings.put(
                Setting.SERVER_TLS_KEY_FILE, certificates.resolve("server-key.pem").toString());
        settings.put(Setting.SERVER_TLS_CA_FILE, certificates.resolve("ca.pem").toString());
        settings.put(Setting.PEER_TLS_CERT_FILE, certificates.resolve("peer.pem").toString());
        settings.put(Setting.PEER_TLS_KEY_FILE, certificates.resolve("peer-key.pem").toString());
        settings.put(Setting.PEER_TLS_CA_FILE, certificates.resolve("ca.pem").toString());
        Optional.ofNullable(System.getenv("PROGLOG_ACL"))
                .map(Path::of)
                .ifPresent(access -> {
                    settings.put(Setting.ACL_MODEL_FILE, access.resolve("model.conf").toString());
                    settings.put(Setting.ACL_POLICY_FILE, access.resolve("policy.csv").toString());
                });
        return settings;
    }
}
