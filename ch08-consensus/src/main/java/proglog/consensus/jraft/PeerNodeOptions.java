package proglog.consensus.jraft;

import com.alipay.sofa.jraft.option.NodeOptions;
import proglog.consensus.PeerNetwork;

/// A node's options; JRaft hands them to [PeerRpcClient], which finds its network here. For one
/// thread only.
final class PeerNodeOptions extends NodeOptions {

    private final PeerNetwork network;

    PeerNodeOptions(PeerNetwork network) {
        this.network = network;
    }

    PeerNetwork network() {
        return network;
    }
}
