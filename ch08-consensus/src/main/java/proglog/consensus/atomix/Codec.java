package proglog.consensus.atomix;

import io.atomix.protocols.raft.partition.impl.RaftNamespaces;
import io.atomix.protocols.raft.protocol.TransferRequest;
import io.atomix.protocols.raft.protocol.TransferResponse;
import io.atomix.utils.serializer.Namespace;
import io.atomix.utils.serializer.Serializer;

/// Atomix's encoding of its messages: Kryo, and of known classes only. Nobody reaches it but
/// authenticated peers. For many threads.
final class Codec {

    // Atomix leaves out the two messages that hand over leadership.
    private final Serializer serializer =
            Serializer.using(
                    Namespace.builder()
                            .register(RaftNamespaces.RAFT_PROTOCOL)
                            .register(TransferRequest.class)
                            .register(TransferResponse.class)
                            .build("Proglog"));

    byte[] encode(Object message) {
        return serializer.encode(message);
    }

    <T> T decode(Class<T> type, byte[] message) {
        return type.cast(serializer.<Object>decode(message));
    }
}
