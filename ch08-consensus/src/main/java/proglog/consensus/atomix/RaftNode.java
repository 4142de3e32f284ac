package proglog.consensus.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.RaftServer;
import io.atomix.protocols.raft.cluster.RaftMember;
import io.atomix.protocols.raft.cluster.impl.DefaultRaftMember;
import io.atomix.protocols.raft.cluster.impl.RaftClusterContext;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.partition.impl.RaftNamespaces;
import io.atomix.protocols.raft.protocol.RaftServerProtocol;
import io.atomix.protocols.raft.storage.RaftStorage;
import io.atomix.protocols.raft.storage.system.Configuration;
import io.atomix.storage.StorageLevel;
import io.atomix.utils.concurrent.ThreadModel;
import io.atomix.utils.serializer.Namespace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;

/// Atomix's Raft, built, begun and closed without its server around it: that one would let a node
/// that was removed join again by itself.
final class RaftNode {

    /// How entries are written.
    static final Namespace NAMESPACE = RaftNamespaces.RAFT_STORAGE;

    static final int MAX_ENTRY_BYTES = 512 * 1024; // each open segment has buffers of four

    private static final Logger logger = LoggerFactory.getLogger(RaftNode.class);

    private static final long MIN_SEGMENT_BYTES = 4L * MAX_ENTRY_BYTES;
    private static final int HEARTBEATS = 5; // in an election time-out

    private RaftNode() {}

    /// Builds it; it takes part from [#begin] on.
    static RaftContext build(
            ConsensusConfig config,
            Path directory,
            RaftServerProtocol protocol,
            LogPrimitive primitive) {
        String address = config.self().raftAddress();
        RaftStorage storage =
                RaftStorage.builder()
                        .withPrefix(JournalFiles.PREFIX)
                        .withDirectory(directory.toFile())
                        .withStorageLevel(StorageLevel.DISK)
                        .withNamespace(NAMESPACE)
                        .withMaxEntrySize(MAX_ENTRY_BYTES)
                        .withMaxSegmentSize(
                                (int)
                                        Math.clamp(
                                                config.segmentBytes(),
                                                MIN_SEGMENT_BYTES,
                                                Integer.MAX_VALUE / 2))
                        .build();
        storage.unlock(); // a name that outlives a process; DirectoryLock is the lock
        RaftContext raft =
                new FreshRaft(
                        config.self().name(),
                        MemberId.from(address),
                        LoneMember.at(address),
                        protocol,
                        storage,
                        primitive,
                        ThreadModel.SHARED_THREAD_POOL.factory(
                                "raft-sessions-" + config.self().name() + "-%d", 1, logger));
        raft.setElectionTimeout(config.electionTimeout());
        raft.setHeartbeatInterval(config.electionTimeout().dividedBy(HEARTBEATS));
        return raft;
    }

    /// Takes up what the last run has left, or founds the cluster, or waits to be taken in.
    static void begin(RaftContext raft, ConsensusConfig config) {
        onThread(
                raft,
                () -> {
                    Optional<Configuration> inLog = new JournalRepair(raft).run();
                    RaftClusterContext cluster = raft.getCluster();
                    if (cluster.getConfiguration() == null) {
                        cluster.configure(first(config));
                    }
                    inLog.filter(one -> one.index() > cluster.getConfiguration().index())
                            .ifPresent(cluster::configure);
                    RaftMember.Type type = cluster.getMember().getType();
                    if (type == RaftMember.Type.ACTIVE || type == RaftMember.Type.PROMOTABLE) {
                        raft.transition(type);
                    }
                });
    }

    // A node that is taken in later is configured by the leader, and must have something before.
    private static Configuration first(ConsensusConfig config) {
        return config.founders().isEmpty()
                ? new Configuration(
                        0, 0, 1, members(List.of(config.self()), RaftMember.Type.PASSIVE))
                : new Configuration(0, 0, 1, members(config.founders(), RaftMember.Type.ACTIVE));
    }

    // Atomix's encoding knows this kind of list, and not those of List.of.
    private static List<RaftMember> members(List<ClusterNode> nodes, RaftMember.Type type) {
        List<RaftMember> members = new ArrayList<>();
        for (ClusterNode node : nodes) {
            members.add(
                    new DefaultRaftMember(
                            MemberId.from(node.raftAddress()), type, Instant.ofEpochMilli(1)));
        }
        return members;
    }

    /// Runs `step` on Raft's thread, and waits.
    static void onThread(RaftContext raft, Runnable step) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        raft.getThreadContext()
                .execute(() -> {
                    try {
                        step.run();
                        done.complete(null);
                    } catch (RuntimeException | Error e) {
                        done.completeExceptionally(e);
                        throw e;
                    }
                });
        done.orTimeout(Failures.LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /// Stops taking part, and closes the files.
    static void close(RaftContext raft) {
        try {
            onThread(raft, () -> raft.transition(RaftServer.Role.INACTIVE));
        } catch (RuntimeException e) {
            logger.warn("raft did not stop by itself", e);
        }
        raft.close();
    }
}
