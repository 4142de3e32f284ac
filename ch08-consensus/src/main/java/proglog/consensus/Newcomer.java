package proglog.consensus;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Deadline;
import proglog.discovery.Member;
import proglog.discovery.Membership;

/// Asks, on behalf of a node with a new disk, until a cluster admits it; then opens its gate. On a
/// thread of its own.
final class Newcomer implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Newcomer.class);
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration MARK_PERIOD = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final ClusterNode self;
    private final Membership members;
    private final PeerNetwork network;
    private final NewDisk disk;
    private final Gate gate;
    private final Thread thread = Thread.ofVirtual().name("newcomer").unstarted(this::run);

    private Newcomer(
            ClusterNode self, Membership members, PeerNetwork network, NewDisk disk, Gate gate) {
        this.self = self;
        this.members = members;
        this.network = network;
        this.disk = disk;
        this.gate = gate;
    }

    static Newcomer start(
            ClusterNode self, Membership members, PeerNetwork network, NewDisk disk, Gate gate) {
        Newcomer newcomer = new Newcomer(self, members, network, disk, gate);
        newcomer.thread.start();
        return newcomer;
    }

    /// What the node at `raftAddress` says to `self`, if it answers.
    static Optional<Standing> ask(ClusterNode self, PeerNetwork network, String raftAddress) {
        try {
            String question = self.name() + " " + self.raftAddress();
            return Optional.of(
                    Standing.valueOf(
                            AdmissionCall.ASK.ask(
                                    network.channel(raftAddress), question, PATIENCE)));
        } catch (StatusRuntimeException _) {
            return Optional.empty();
        }
    }

    private void run() {
        Deadline quiet = Deadline.after(SILENCE);
        boolean hasComplained = false;
        try {
            while (!isAdmitted()) {
                if (!hasComplained && quiet.hasPassed()) {
                    hasComplained = true;
                    logger.warn(
                            "{} has a new disk, and no leader has admitted it yet; if most nodes"
                                    + " of its cluster are lost for good, see ./proglog recover",
                            self.name());
                }
                Thread.sleep(PERIOD);
            }
            keepInMind();
            gate.open();
            logger.info("{} has a new disk, and was admitted to its cluster", self.name());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    // A node that took part with a mark on its disk would forget at its next start what it has
    // promised. Who runs it can help: so it goes on trying.
    private void keepInMind() throws InterruptedException {
        boolean hasComplained = false;
        while (!isKeptInMind(hasComplained)) {
            hasComplained = true;
            Thread.sleep(MARK_PERIOD);
        }
    }

    private boolean isKeptInMind(boolean hasComplained) {
        try {
            disk.admitted();
            return true;
        } catch (IOException failure) {
            if (!hasComplained) {
                logger.error(
                        "{} was admitted to its cluster, but takes no part until {} can be deleted:"
                                + " {}",
                        self.name(),
                        disk.file(),
                        failure.toString());
            }
            return false;
        }
    }

    private boolean isAdmitted() {
        return members.members().stream()
                .filter(member -> !member.name().equals(self.name()))
                .flatMap(member -> Optional.ofNullable(member.tags().get(Member.RAFT)).stream())
                .anyMatch(address ->
                        ask(self, network, address).filter(Standing.ADMITTED::equals).isPresent());
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
