package proglog.consensus.atomix;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.ConsensusContract;
import proglog.consensus.Engine;
import proglog.consensus.PeerNetwork;
import proglog.consensus.TestCertificates;

/// The second engine does what every engine must.
final class AtomixConsensusTest implements ConsensusContract {

    @Override
    public Engine engine(ConsensusConfig config, PeerNetwork network) {
        return AtomixConsensus.engine(config, network);
    }

    @Test
    void refusesToForgetRecords(@TempDir Path folder) throws IOException {
        ClusterNode self = new ClusterNode("a", "127.0.0.1:1", "127.0.0.1:2");
        ConsensusConfig config =
                ConsensusConfig.of(self, folder).withRetention(Long.MAX_VALUE, Duration.ofHours(1));

        try (PeerNetwork network = TestCertificates.make(folder).network("ours")) {
            assertThatThrownBy(() -> engine(config, network))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the engine atomix keeps all records");
        }
    }
}
