package proglog.consensus.jraft;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.conf.ConfigurationEntry;
import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import com.alipay.sofa.jraft.entity.PeerId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import proglog.CorruptLogException;

/// JRaft's entries as ours, and back. Immutable.
///
/// The payload of a configuration is text of four lines, each with JRaft's names of nodes, such as
/// `10.0.0.1:8402`, separated by commas: the voters and the learners, and those before while the
/// cluster changes from the one to the other.
final class EntryCoding {

    private static final int LINES = 4;

    private EntryCoding() {}

    static NewEntry toStore(LogEntry entry) {
        LogId id = entry.getId();
        EntryKind kind = kind(entry.getType());
        ByteBuffer payload =
                switch (kind) {
                    case NO_OP -> LogEntry.EMPTY_DATA;
                    case DATA -> entry.getData() == null ? LogEntry.EMPTY_DATA : entry.getData();
                    case CONFIGURATION -> ByteBuffer.wrap(peers(entry));
                };
        return new NewEntry(id.getIndex(), id.getTerm(), kind, payload);
    }

    static LogEntry toRaft(RaftEntry entry) {
        LogEntry raft = new LogEntry(type(entry.header().kind()));
        raft.setId(new LogId(entry.index(), entry.header().term()));
        switch (entry.header().kind()) {
            case NO_OP -> {}
            case DATA -> raft.setData(entry.payload().asByteBuffer());
            case CONFIGURATION -> setPeers(raft, entry);
        }
        return raft;
    }

    /// What JRaft notes of an entry that says who the voters are.
    static ConfigurationEntry configuration(RaftEntry entry) {
        LogEntry raft = toRaft(entry);
        Configuration before =
                raft.getOldPeers() == null
                        ? new Configuration()
                        : new Configuration(raft.getOldPeers(), raft.getOldLearners());
        return new ConfigurationEntry(
                raft.getId(), new Configuration(raft.getPeers(), raft.getLearners()), before);
    }

    private static EntryKind kind(EntryType type) {
        return switch (type) {
            case ENTRY_TYPE_NO_OP -> EntryKind.NO_OP;
            case ENTRY_TYPE_DATA -> EntryKind.DATA;
            case ENTRY_TYPE_CONFIGURATION -> EntryKind.CONFIGURATION;
            case ENTRY_TYPE_UNKNOWN ->
                    throw new IllegalArgumentException("an entry of unknown type cannot be stored");
        };
    }

    private static EntryType type(EntryKind kind) {
        return switch (kind) {
            case NO_OP -> EntryType.ENTRY_TYPE_NO_OP;
            case DATA -> EntryType.ENTRY_TYPE_DATA;
            case CONFIGURATION -> EntryType.ENTRY_TYPE_CONFIGURATION;
        };
    }

    private static byte[] peers(LogEntry entry) {
        return String.join(
                        "\n",
                        line(entry.getPeers()),
                        line(entry.getLearners()),
                        line(entry.getOldPeers()),
                        line(entry.getOldLearners()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(@Nullable Collection<PeerId> peers) {
        return peers == null
                ? ""
                : peers.stream().map(PeerId::toString).collect(Collectors.joining(","));
    }

    private static void setPeers(LogEntry raft, RaftEntry entry) {
        String[] lines = entry.payload().toUtf8().split("\n", -1);
        if (lines.length != LINES) {
            throw new CorruptLogException(
                    "entry %d: expected %d lines of nodes, found %d"
                            .formatted(entry.index(), LINES, lines.length));
        }
        raft.setPeers(parse(lines[0]));
        raft.setLearners(orNull(parse(lines[1])));
        raft.setOldPeers(orNull(parse(lines[2])));
        raft.setOldLearners(orNull(parse(lines[3])));
    }

    /// Nothing is null to JRaft, which takes an empty list of old voters for a change.
    private static @Nullable List<PeerId> orNull(List<PeerId> peers) {
        return peers.isEmpty() ? null : peers;
    }

    private static List<PeerId> parse(String line) {
        List<PeerId> peers = new ArrayList<>();
        if (!line.isEmpty()) {
            for (String name : line.split(",", -1)) {
                PeerId peer = new PeerId();
                if (!peer.parse(name)) {
                    throw new CorruptLogException(
                            "expected the name of a node, found \"%s\"".formatted(name));
                }
                peers.add(peer);
            }
        }
        return peers;
    }
}
