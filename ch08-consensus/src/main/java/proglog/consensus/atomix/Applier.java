package proglog.consensus.atomix;

import io.atomix.primitive.service.BackupInput;
import io.atomix.primitive.service.BackupOutput;
import io.atomix.primitive.service.Commit;
import io.atomix.primitive.service.PrimitiveService;
import io.atomix.primitive.service.ServiceContext;
import io.atomix.primitive.session.Session;
import io.atomix.primitive.session.SessionId;
import io.atomix.utils.serializer.Namespaces;
import io.atomix.utils.serializer.Serializer;
import io.atomix.utils.time.WallClockTimestamp;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// What Atomix applies commands to: it puts our [State] behind its interface. For the one thread
/// that applies.
final class Applier<R> implements PrimitiveService {

    private static final byte[] NOTHING = new byte[0];

    private final State<R> state;
    private final Proposals<R> proposals;
    private final AppliedIndex applied;
    private final Gate gate;
    private final LongConsumer grew;
    private final Consumer<Throwable> onFailure;
    private boolean hasFailed;
    private Optional<byte[]> prepared = Optional.empty();

    /// @param gate asked before this node applies what it has proposed
    /// @param grew told how many bytes of the log were applied
    /// @param onFailure told when a command could not be applied
    Applier(
            State<R> state,
            Proposals<R> proposals,
            AppliedIndex applied,
            Gate gate,
            LongConsumer grew,
            Consumer<Throwable> onFailure) {
        this.state = state;
        this.proposals = proposals;
        this.applied = applied;
        this.gate = gate;
        this.grew = grew;
        this.onFailure = onFailure;
    }

    @Override
    public byte[] apply(Commit<byte[]> commit) {
        if (hasFailed) {
            throw new IllegalStateException("a command before this one could not be applied");
        }
        if (commit.index() <= applied.get()) {
            return NOTHING; // the snapshot has it
        }
        Envelope envelope = Envelope.decode(commit.value());
        Optional<Pending<R>> own = proposals.find(envelope.term(), envelope.sequence());
        try {
            if (own.isPresent()) {
                gate.await(envelope.term(), commit.index());
            }
            state.apply(commit.index(), envelope, own);
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        }
        applied.advance(commit.index());
        own.ifPresent(pending -> pending.index().complete(commit.index()));
        grew.accept(commit.value().length);
        return NOTHING;
    }

    private void fail(Throwable cause) {
        hasFailed = true;
        onFailure.accept(cause);
    }

    /// Gets ready for a snapshot; ends with [#finish].
    void prepare() throws IOException {
        prepared = Optional.of(state.save(applied.get()));
    }

    void finish() {
        prepared = Optional.empty();
    }

    // Atomix would also take snapshots by itself, and mark them with an index that may be lower
    // than what is in them, or be installed on the node that took them. An error, other than an
    // exception, makes it give up.
    @Override
    public void backup(BackupOutput output) {
        byte[] bytes =
                prepared.orElseThrow(() -> new AssertionError("snapshots are taken by Snapshots"));
        output.writeInt(bytes.length).writeBytes(bytes);
    }

    @Override
    public void restore(BackupInput input) {
        byte[] bytes = input.readBytes(input.readInt());
        try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes))) {
            applied.advance(state.load(from));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public Serializer serializer() {
        return Serializer.using(Namespaces.BASIC);
    }

    @Override
    public void init(ServiceContext context) {
        // nothing of it is needed
    }

    @Override
    public void tick(WallClockTimestamp timestamp) {
        // commands carry the times they need
    }

    @Override
    @SuppressWarnings("rawtypes") // as Atomix has it
    public void register(Session session) {
        // what is proposed carries its term
    }

    @Override
    public void expire(SessionId session) {
        // what is proposed carries its term
    }

    @Override
    public void close(SessionId session) {
        // what is proposed carries its term
    }

    /// Holds back what this node has proposed.
    @FunctionalInterface
    interface Gate {

        /// Returns when the entry at `index`, proposed here in `term`, may be applied.
        void await(long term, long index);
    }
}
