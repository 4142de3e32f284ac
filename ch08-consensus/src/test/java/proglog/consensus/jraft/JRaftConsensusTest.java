package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.consensus.CatchUpContract;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.ConsensusContract;
import proglog.consensus.Engine;
import proglog.consensus.MembershipContract;
import proglog.consensus.PeerNetwork;
import proglog.consensus.TestCluster;
import proglog.consensus.TestNode;

/// The default engine does what every engine must.
final class JRaftConsensusTest implements ConsensusContract, MembershipContract, CatchUpContract {

    @Override
    public Engine engine(ConsensusConfig config, PeerNetwork network) {
        return JRaftConsensus.engine(config, network);
    }

    @Test
    void noWheelTurnsForABarrier(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a")) {
            cluster.append("text");

            TestNode.get(cluster.leader().consensus().barrier());

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("read-index"));
        }
    }
}
