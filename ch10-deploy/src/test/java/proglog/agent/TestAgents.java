package proglog.agent;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.FreePorts;
import proglog.ProducerSequence;
import proglog.consensus.TestCertificates;
import proglog.grpc.RemoteLog;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// Agents in one process, on the loopback address, with certificates and the access list of chapter
/// 5. For one thread only.
final class TestAgents implements AutoCloseable {

    private static final Path ACL = Path.of("..", "ch05-security", "acl");

    private final Path folder;
    private final TestCertificates certificates;
    private final Map<String, Map<Setting, String>> known = new TreeMap<>();
    private final Map<String, Agent> running = new TreeMap<>();
    private long sequence;

    private TestAgents(Path folder, TestCertificates certificates) {
        this.folder = folder;
        this.certificates = certificates;
    }

    /// None yet, with certificates in `folder`.
    static TestAgents in(Path folder) {
        return new TestAgents(folder, TestCertificates.make(folder.resolve("certs")));
    }

    /// What the node of this name is set to; the first one begins a cluster, the others join it.
    Map<Setting, String> settings(String name) {
        return known.computeIfAbsent(name, this::place);
    }

    private Map<Setting, String> place(String name) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.NODE_NAME, name);
        settings.put(Setting.DATA_DIR, folder.resolve("node-" + name).toString());
        for (Setting port :
                new Setting[] {Setting.RPC_PORT, Setting.RAFT_PORT, Setting.GOSSIP_PORT}) {
            settings.put(port, Integer.toString(FreePorts.any()));
        }
        settings.put(Setting.ADMIN_PORT, "0");
        settings.put(Setting.ELECTION_TIMEOUT, "500ms");
        settings.put(Setting.ACL_MODEL_FILE, ACL.resolve("model.conf").toString());
        settings.put(Setting.ACL_POLICY_FILE, ACL.resolve("policy.csv").toString());
        certificate(settings, "SERVER", "server");
        certificate(settings, "PEER", "peer");
        Optional<Map<Setting, String>> first = known.values().stream().findFirst();
        if (first.isPresent()) {
            settings.put(
                    Setting.START_JOIN_ADDRS, "127.0.0.1:" + first.get().get(Setting.GOSSIP_PORT));
        } else {
            settings.put(Setting.BOOTSTRAP, "true");
        }
        return settings;
    }

    private void certificate(Map<Setting, String> settings, String whose, String file) {
        Path pem = certificates.folder();
        settings.put(
                Setting.valueOf(whose + "_TLS_CERT_FILE"), pem.resolve(file + ".pem").toString());
        settings.put(
                Setting.valueOf(whose + "_TLS_KEY_FILE"),
                pem.resolve(file + "-key.pem").toString());
        settings.put(Setting.valueOf(whose + "_TLS_CA_FILE"), pem.resolve("ca.pem").toString());
    }

    AgentConfig config(String name) throws IOException {
        return AgentConfig.of(Configuration.read(settings(name), Map.of()));
    }

    /// Starts the node of this name, for the first time or again, and waits until it knows a
    /// leader.
    Agent start(String name) throws IOException {
        Agent agent = launch(name);
        Background.until(() -> agent.log().consensus().leadership().leader().isPresent());
        return agent;
    }

    /// Starts the node of this name; it may not know a leader yet.
    Agent launch(String name) throws IOException {
        Agent agent = Agent.start(config(name));
        running.put(name, agent);
        return agent;
    }

    /// Starts three nodes, and waits until all have a vote.
    void startThree() throws IOException {
        for (String name : new String[] {"a", "b", "c"}) {
            start(name);
        }
        Background.until(() -> leader().log().nodes().size() == 3);
    }

    Agent agent(String name) {
        return Objects.requireNonNull(running.get(name));
    }

    /// Waits until a running node may answer for the cluster.
    Agent leader() {
        Background.until(() -> running.values().stream().anyMatch(TestAgents::leads));
        return running.values().stream()
                .filter(TestAgents::leads)
                .findAny()
                .orElseGet(this::leader);
    }

    /// Has `agent` append `text`, by a name, so that a change of leader does not matter; its
    /// offset.
    long append(Agent agent, String text) {
        ProducerSequence next = new ProducerSequence(1_000, ++sequence);
        Batch batch = new Batch(List.of(Bytes.utf8(text)), next);
        return agent.log().append(batch, Deadline.after(Duration.ofSeconds(60))).first();
    }

    /// Waits until all running nodes show the records below `next`.
    void awaitAll(long next) {
        for (Agent agent : running.values()) {
            Background.until(() -> agent.log().offsets().next() >= next);
        }
    }

    static boolean leads(Agent agent) {
        return agent.log().consensus().leadership().isSelf();
    }

    void stop(String name) {
        Optional.ofNullable(running.remove(name)).ifPresent(Agent::close);
    }

    /// Takes an agent that was stopped by the test out of those to be closed.
    void forget(Agent agent) {
        running.values().remove(agent);
    }

    Path certificates() {
        return certificates.folder();
    }

    /// How a client of this name calls.
    ChannelCredentials credentials(String name) throws IOException {
        try (MutualTls tls = MutualTls.open(TlsFiles.in(certificates.folder(), name))) {
            return tls.client();
        }
    }

    /// Calls `work` with a client of `agent` that is called root.
    <T> T withClient(Agent agent, Function<CommitLog, T> work) throws IOException {
        ManagedChannel channel =
                Grpc.newChannelBuilder(
                                "127.0.0.1:" + agent.rpcAddress().getPort(), credentials("root"))
                        .build();
        try {
            return work.apply(new RemoteLog(channel));
        } finally {
            channel.shutdownNow();
            awaitEnd(channel);
        }
    }

    private static void awaitEnd(ManagedChannel channel) {
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }

    @Override
    public void close() {
        // The one that leads last, or each would hand over to the next.
        running.values().stream().filter(agent -> !leads(agent)).forEach(Agent::close);
        running.values().forEach(Agent::close);
    }
}
