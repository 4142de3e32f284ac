package proglog.consensus;

import proglog.consensus.atomix.AtomixConsensus;
import proglog.consensus.jraft.JRaftConsensus;

/// The engines a log is tested on.
enum TestedEngine implements TestCluster.Engines {
    /// The default one; it lends its log.
    JRAFT {
        @Override
        public Engine engine(ConsensusConfig config, PeerNetwork network) {
            return JRaftConsensus.engine(config, network);
        }
    },
    /// The second one; records are copied.
    ATOMIX {
        @Override
        public Engine engine(ConsensusConfig config, PeerNetwork network) {
            return AtomixConsensus.engine(config, network);
        }
    }
}
