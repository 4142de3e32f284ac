package proglog.consensus.jraft;

import proglog.consensus.ConsensusConfig;
import proglog.consensus.ConsensusContract;
import proglog.consensus.Engine;
import proglog.consensus.PeerNetwork;

/// The default engine does what every engine must.
final class JRaftConsensusTest implements ConsensusContract {

    @Override
    public Engine engine(ConsensusConfig config, PeerNetwork network) {
        return JRaftConsensus.engine(config, network);
    }
}
