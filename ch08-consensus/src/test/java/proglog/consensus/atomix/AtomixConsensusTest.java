package proglog.consensus.atomix;

import proglog.consensus.ConsensusConfig;
import proglog.consensus.ConsensusContract;
import proglog.consensus.Engine;
import proglog.consensus.PeerNetwork;

/// The second engine does what every engine must.
final class AtomixConsensusTest implements ConsensusContract {

    @Override
    public Engine engine(ConsensusConfig config, PeerNetwork network) {
        return AtomixConsensus.engine(config, network);
    }
}
