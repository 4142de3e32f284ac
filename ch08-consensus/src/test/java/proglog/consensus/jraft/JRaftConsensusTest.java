package proglog.consensus.jraft;

import proglog.consensus.CatchUpContract;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.ConsensusContract;
import proglog.consensus.Engine;
import proglog.consensus.MembershipContract;
import proglog.consensus.PeerNetwork;

/// The default engine does what every engine must.
final class JRaftConsensusTest implements ConsensusContract, MembershipContract, CatchUpContract {

    @Override
    public Engine engine(ConsensusConfig config, PeerNetwork network) {
        return JRaftConsensus.engine(config, network);
    }
}
