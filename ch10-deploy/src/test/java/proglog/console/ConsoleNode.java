package proglog.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import proglog.CommitLog;
import proglog.OffsetRange;
import proglog.consensus.Consensus;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.Engine;
import proglog.consensus.PeerNetwork;
import proglog.consensus.ReplicatedLog;
import proglog.consensus.ReplicatedLogConfig;
import proglog.consensus.jraft.JRaftConsensus;
import proglog.grpc.Parts;
import proglog.observability.AdminServer;
import proglog.observability.Health;
import proglog.observability.MeteredLog;
import proglog.observability.Telemetry;
import proglog.observability.TelemetryConfig;

/// A node of a cluster with a console. For one thread only.
final class ConsoleNode implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final String name;
    private final AdminServer admin;
    private final PeerNetwork network;
    private final ReplicatedLog log;
    private final CommitLog records;
    private final Parts parts;

    private ConsoleNode(
            String name,
            AdminServer admin,
            PeerNetwork network,
            ReplicatedLog log,
            CommitLog records,
            Parts parts) {
        this.name = name;
        this.admin = admin;
        this.network = network;
        this.log = log;
        this.records = records;
        this.parts = parts;
    }

    static ConsoleNode start(ConsensusConfig config, int adminPort, PeerNetwork network)
            throws IOException {
        Parts parts = new Parts();
        String name = config.self().name();
        Telemetry telemetry =
                parts.add(Telemetry.start(TelemetryConfig.of("proglog", name)), Telemetry::close);
        AdminServer admin =
                parts.add(
                        AdminServer.start(
                                new InetSocketAddress(HERE, adminPort),
                                new Health(),
                                telemetry.prometheus()::scrape),
                        AdminServer::close);
        parts.add(network, PeerNetwork::close);
        Engine engine = JRaftConsensus.engine(config, network);
        ReplicatedLog log =
                parts.add(
                        ReplicatedLog.join(
                                engine,
                                network,
                                ReplicatedLogConfig.of(config.self(), config.directory())),
                        ReplicatedLog::close);
        Console console =
                parts.add(
                        Console.of(
                                name,
                                "127.0.0.1:" + admin.address().getPort(),
                                telemetry.prometheus()::scrape),
                        Console::close);
        network.serve(console.service(log));
        network.start(
                new InetSocketAddress(
                        HERE, Integer.parseInt(config.self().raftAddress().split(":")[1])));
        CommitLog records = MeteredLog.over(log, telemetry);
        console.start(admin, network, log, records);
        return new ConsoleNode(name, admin, network, log, records, parts);
    }

    String name() {
        return name;
    }

    CommitLog records() {
        return records;
    }

    boolean leads() {
        return log.consensus().leadership().isSelf();
    }

    Consensus<OffsetRange> consensus() {
        return log.consensus();
    }

    /// host:port of its console.
    String address() {
        return "127.0.0.1:" + admin.address().getPort();
    }

    /// Ends without a word to the others, as when its machine is gone.
    void vanish() {
        network.close();
        close();
    }

    @Override
    public void close() {
        parts.close();
    }
}
