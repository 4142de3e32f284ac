package proglog.console;

import io.grpc.BindableService;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Supplier;
import proglog.CommitLog;
import proglog.consensus.Consensus;
import proglog.consensus.PeerNetwork;
import proglog.consensus.ReplicatedLog;
import proglog.grpc.Parts;
import proglog.observability.AdminServer;

/// A node's web console: the cluster as this node sees it, and as it changes.
///
/// It asks the other nodes only while somebody looks at it, and who looks costs the log nothing but
/// a few reads. For many threads, except [#start] and [#close], which are for the one that wires.
public final class Console implements AutoCloseable {

    private static final int VIEWERS = 64;

    private final String name;
    private final Consoles consoles;
    private final PaceMeter pace;
    private final Parts parts = new Parts();

    private Console(String name, Consoles consoles, PaceMeter pace) {
        this.name = name;
        this.consoles = consoles;
        this.pace = pace;
    }

    /// The console of the node called `name`; nobody can look at it yet.
    ///
    /// @param address where browsers reach it, host:port; the other nodes are told
    /// @param metrics what chapter 6 has counted
    public static Console of(String name, String address, Supplier<MetricSnapshots> metrics) {
        return new Console(name, new Consoles(address), new PaceMeter(metrics, System::nanoTime));
    }

    /// What the consoles of other nodes ask this one, which keeps `log`: for the nodes' network.
    public BindableService service(ReplicatedLog log) {
        return new StatusService(new LocalNode(name, consoles, log, pace), consoles);
    }

    /// Lets people look at it on `admin`.
    ///
    /// @param network leads to the other nodes
    /// @param log what this node keeps
    /// @param records the same as clients have it, to be read and appended to
    public void start(AdminServer admin, PeerNetwork network, ReplicatedLog log, CommitLog records)
            throws IOException {
        Reigns reigns = new Reigns(InstantSource.system());
        ClusterView view =
                new ClusterView(
                        network.clusterId(),
                        new LocalNode(name, consoles, log, pace),
                        log.consensus()::nodes,
                        new Neighbours(network, consoles)::look,
                        reigns,
                        new Tail(log), // not as clients have it: nobody asked for these
                        InstantSource.system());
        Board board = parts.add(new Board(VIEWERS), Board::close);
        parts.add(Watch.start(view, board), Watch::close);
        parts.add(
                log.consensus()
                        .listen(now -> {
                            reigns.add(now);
                            board.stir();
                        }),
                Consensus.Registration::close);
        PageFiles files = PageFiles.load(consoles);
        new ConsoleRoutes(view, new Events(board), new Records(records), files)
                .addTo(admin, new RequestGuard(consoles));
    }

    /// Looks no more, and tells those who look that there is nothing more to see. Closing again
    /// does nothing.
    @Override
    public void close() {
        parts.close();
    }
}
