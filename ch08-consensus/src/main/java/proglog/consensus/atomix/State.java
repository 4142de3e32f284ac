package proglog.consensus.atomix;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.consensus.ClusterNode;
import proglog.consensus.NotLeaderException;
import proglog.consensus.StateMachine;

/// The replicated state: the machine's, and what the engine has to know. For the one thread that
/// applies.
///
/// Deterministic: it looks at nothing but the entries, so that all nodes refuse the same ones.
final class State<R> {

    private static final byte VERSION = 1;

    private final ClusterNode self;
    private final StateMachine<R> machine;
    private final Roster roster;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private int partCount;
    private long lastPart; // its sequence
    private long reign; // the latest that was applied

    State(ClusterNode self, StateMachine<R> machine, Roster roster) {
        this.self = self;
        this.machine = machine;
        this.roster = roster;
    }

    /// Applies `envelope`, which was `own` if this node has proposed it.
    void apply(long index, Envelope envelope, Optional<Pending<R>> own) {
        // In between, others may have decided on what they knew.
        if (envelope.term() < reign) {
            own.ifPresent(
                    pending -> pending.fail(new NotLeaderException(self.name(), Optional.empty())));
            return;
        }
        switch (envelope.kind()) {
            case COMMAND -> command(index, envelope.content(), own);
            case PART -> part(envelope);
            case LAST -> last(index, envelope, own);
            case REIGN -> {
                reign = envelope.term();
                forgetParts();
            }
            case BARRIER -> {
                // that it has been applied is all it is for
            }
            case NODE -> roster.put(envelope.node());
        }
    }

    private void command(long index, Bytes command, Optional<Pending<R>> own) {
        R result = machine.apply(index, command);
        own.ifPresent(pending -> pending.result().complete(result));
    }

    private void part(Envelope envelope) {
        if (envelope.sequence() != lastPart + 1) {
            forgetParts();
        }
        parts.writeBytes(envelope.content().toByteArray());
        partCount++;
        lastPart = envelope.sequence();
    }

    private void last(long index, Envelope envelope, Optional<Pending<R>> own) {
        Bytes content = envelope.content();
        boolean isWhole =
                envelope.sequence() == lastPart + 1 && partCount == content.asByteBuffer().getInt();
        parts.writeBytes(
                content.slice(Integer.BYTES, content.length() - Integer.BYTES).toByteArray());
        Bytes command = Bytes.wrap(parts.toByteArray());
        forgetParts();
        if (isWhole) {
            command(index, command, own);
        } else {
            own.ifPresent(pending ->
                    pending.fail(
                            new LogUnavailableException(
                                    "not all parts of the command were stored")));
        }
    }

    private void forgetParts() {
        parts.reset();
        partCount = 0;
        lastPart = 0;
    }

    /// All of it, up to `index`, so that [#load] reads it.
    byte[] save(long index) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream to = new DataOutputStream(bytes)) {
            to.writeByte(VERSION);
            to.writeLong(index);
            to.writeLong(reign);
            to.writeInt(partCount);
            to.writeLong(lastPart);
            to.writeInt(parts.size());
            parts.writeTo(to);
            roster.writeTo(to);
            machine.snapshot(to);
        }
        return bytes.toByteArray();
    }

    /// Takes over what was saved; returns the index it reaches to.
    long load(DataInputStream from) throws IOException {
        byte version = from.readByte();
        if (version != VERSION) {
            throw new IOException("version %d, can read %d".formatted(version, VERSION));
        }
        final long index = from.readLong();
        reign = from.readLong();
        forgetParts();
        partCount = from.readInt();
        lastPart = from.readLong();
        parts.writeBytes(from.readNBytes(from.readInt()));
        roster.readFrom(from);
        machine.restore(from);
        return index;
    }
}
