package proglog.examples.graft;

import java.util.List;
import java.util.Optional;
import proglog.Bytes;
import proglog.LogRecord;
import proglog.consensus.ClusterNode;
import proglog.consensus.Leadership;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// The bodies of what [GraftRoutes] takes and answers.
final class Answers {

    private Answers() {}

    private record Status(
            String name, boolean started, String leader, long term, List<Peer> peers) {}

    private record OffsetAnswer(long offset) {}

    private record ValueAnswer(String value) {}

    private record EntryAnswer(long offset, JsonNode entry) {}

    static Peer peer(Bytes body) {
        return Entry.read(body, Peer.class, "{\"name\":…,\"address\":…}");
    }

    /// Before the start, and while nobody is known to lead, the leader is an empty text.
    static Bytes status(Graft graft) {
        Optional<Leadership> now =
                graft.isStarted() ? Optional.of(graft.leadership()) : Optional.empty();
        String leader = now.flatMap(Leadership::leader).map(ClusterNode::name).orElse("");
        long term = now.map(Leadership::term).orElse(0L);
        return write(new Status(graft.name(), graft.isStarted(), leader, term, graft.peers()));
    }

    static Bytes peers(Graft graft) {
        return write(graft.peers());
    }

    static Bytes offset(long offset) {
        return write(new OffsetAnswer(offset));
    }

    static Bytes value(String value) {
        return write(new ValueAnswer(value));
    }

    /// What is no entry of a store is shown as text.
    static Bytes entries(List<LogRecord> records) {
        return write(
                records.stream()
                        .map(record -> new EntryAnswer(record.offset(), content(record)))
                        .toList());
    }

    private static JsonNode content(LogRecord record) {
        return Entry.in(record)
                .<JsonNode>map(Entry.MAPPER::valueToTree)
                .orElseGet(() -> StringNode.valueOf(record.value().toString()));
    }

    private static Bytes write(Object answer) {
        return Bytes.wrap(Entry.MAPPER.writeValueAsBytes(answer));
    }
}
