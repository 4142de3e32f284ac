package proglog.consensus.jraft;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.option.ApplyTaskMode;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.option.ReadOnlyOption;
import com.alipay.sofa.jraft.util.Utils;
import com.alipay.sofa.jraft.util.concurrent.DefaultFixedThreadsExecutorGroupFactory;
import java.nio.file.Path;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.PeerNetwork;

/// How JRaft is set up. Immutable.
final class Settings {

    static final int QUEUE = 4096;

    private static final int MIB = 1024 * 1024;
    private static final int SENDERS = 4;

    private Settings() {}

    /// Sizes JRaft's buffers; to be called before JRaft is used. What was set by hand stays.
    ///
    /// It keeps none: each thread that sends entries would hold on to many of a MiB each. And a
    /// buffer for a piece of a snapshot begins with room for all of it: it would grow by a KiB at a
    /// time, and be copied each time.
    static void sizeBuffers() {
        setUnlessSet("jraft.recyclers.maxCapacityPerThread", 0);
        setUnlessSet("jraft.byte_buf.size", MIB);
    }

    private static void setUnlessSet(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    static PeerId peer(ClusterNode node) {
        PeerId peer = new PeerId();
        if (!peer.parse(node.raftAddress())) {
            throw new IllegalArgumentException(
                    "the raft address of %s is '%s', must be host:port"
                            .formatted(node.name(), node.raftAddress()));
        }
        return peer;
    }

    static NodeOptions of(ConsensusConfig config, PeerNetwork network) {
        int electionMillis = Math.toIntExact(config.electionTimeout().toMillis());
        NodeOptions options = new PeerNodeOptions(network);
        // JRaft only looks once in a time-out whether its leader is silent for that long: what it
        // is told is shorter, so that on average it acts when the time is over.
        options.setElectionTimeoutMs(electionMillis * 4 / 5);
        Configuration founders = new Configuration();
        config.founders().forEach(node -> founders.addPeer(peer(node)));
        options.setInitialConf(founders);
        options.setRaftOptions(raft(electionMillis));
        setDirectories(options, config.directory());
        options.setDisableCli(true);
        options.setSnapshotIntervalSecs(0); // they are taken as the log grows
        options.setApplyTaskMode(ApplyTaskMode.NonBlocking);
        // A node asks each other one for its vote while it holds a lock.
        options.setRpcConnectTimeoutMs(100);
        options.setRpcDefaultTimeout(Math.max(1_000, 2 * electionMillis));
        options.setTimerPoolSize(2);
        shareTimers(options);
        options.setRpcProcessorThreadPoolSize(6);
        options.setAppendEntriesExecutors(
                DefaultFixedThreadsExecutorGroupFactory.INSTANCE.newExecutorGroup(
                        SENDERS,
                        "raft-append-send",
                        Utils.MAX_APPEND_ENTRIES_TASKS_PER_THREAD,
                        true));
        return options;
    }

    // Those of a node's own are wheels that turn each millisecond, whether anything is due or not.
    private static void shareTimers(NodeOptions options) {
        options.setSharedElectionTimer(true);
        options.setSharedVoteTimer(true);
        options.setSharedStepDownTimer(true);
        options.setSharedSnapshotTimer(true);
    }

    private static RaftOptions raft(int electionMillis) {
        RaftOptions options = new RaftOptions();
        options.setSync(true);
        options.setSyncMeta(true);
        options.setMaxBodySize(MIB);
        options.setMaxAppendBufferSize(MIB);
        options.setMaxByteCountPerRpc(MIB);
        options.setMaxReplicatorInflightMsgs(4); // of a MiB each, for each node
        options.setDisruptorBufferSize(QUEUE);
        options.setReadOnlyOptions(ReadOnlyOption.ReadOnlySafe); // clocks may jump, nodes may hang
        options.setMaxElectionDelayMs(Math.max(50, electionMillis * 2 / 5));
        return options;
    }

    private static void setDirectories(NodeOptions options, Path directory) {
        options.setLogUri(directory.resolve("log").toString());
        options.setRaftMetaUri(directory.toString());
        options.setSnapshotUri(directory.resolve("snapshots").toString());
    }
}
