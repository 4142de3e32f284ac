package proglog.consensus.jraft;

import com.alipay.sofa.jraft.rpc.RaftRpcFactory;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.SPI;

/// Has JRaft call other nodes by [PeerRpcClient]. JRaft finds it by its name in
/// `META-INF/services`, and prefers it to its own. Immutable.
@SPI(priority = 10)
public final class PeerRpcFactory implements RaftRpcFactory {

    /// For JRaft's loader of services.
    public PeerRpcFactory() {}

    @Override
    public void registerProtobufSerializer(String className, Object... arguments) {
        // Frame has its own list of what may go over the wire.
    }

    @Override
    public RpcClient createRpcClient(ConfigHelper<RpcClient> helper) {
        return new PeerRpcClient();
    }

    @Override
    public RpcServer createRpcServer(Endpoint endpoint, ConfigHelper<RpcServer> helper) {
        throw new UnsupportedOperationException("a node is served by its PeerNetwork");
    }
}
