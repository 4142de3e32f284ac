package proglog.consensus.jraft;

import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.EnumOutter.ErrorType;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.option.RaftMetaStorageOptions;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A node's term, and whom it has given its vote in it: what it must never forget. For many
/// threads; JRaft calls it under its lock.
///
/// The file is written aside, synced, and renamed, so that it holds the old vote or the new one. A
/// vote that could not be stored stops the node, and fails the call that wanted it: JRaft does not
/// look at what is returned, and would grant the vote all the same.
final class StableStore implements RaftMetaStorage {

    private final Path file;
    private volatile Vote vote; // written under JRaft's lock
    private volatile boolean failed; // the same
    private volatile Optional<NodeImpl> node = Optional.empty(); // written when the node starts

    private StableStore(Path file, Vote vote) {
        this.file = file;
        this.vote = vote;
    }

    /// Opens the vote in `directory`; a node that never voted has none.
    ///
    /// Fails with [proglog.CorruptLogException] when the file is damaged: who votes again without
    /// knowing may vote twice.
    static StableStore open(Path directory) throws IOException {
        Durably.create(directory);
        Path file = directory.resolve("vote");
        Files.deleteIfExists(aside(file));
        Vote vote = Files.exists(file) ? Vote.decode(Files.readAllBytes(file), file) : Vote.NEVER;
        return new StableStore(file, vote);
    }

    private static Path aside(Path file) {
        return file.resolveSibling("vote.tmp");
    }

    @Override
    public boolean init(RaftMetaStorageOptions options) {
        node = Optional.ofNullable(options.getNode());
        return true;
    }

    @Override
    public void shutdown() {}

    @Override
    public long getTerm() {
        return vote.term();
    }

    @Override
    public PeerId getVotedFor() {
        return vote.candidate();
    }

    @Override
    public boolean setTerm(long term) {
        return store(new Vote(term, vote.votedFor()));
    }

    @Override
    public boolean setVotedFor(PeerId peer) {
        return store(Vote.of(vote.term(), peer));
    }

    @Override
    public boolean setTermAndVotedFor(long term, PeerId peer) {
        return store(Vote.of(term, peer));
    }

    private boolean store(Vote next) {
        try {
            if (failed) {
                throw new IOException("an earlier vote could not be stored");
            }
            Files.write(
                    aside(file),
                    next.encode(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            Durably.sync(aside(file));
            Durably.rename(aside(file), file);
            vote = next;
            return true;
        } catch (IOException e) {
            failed = true; // which vote is on the disk is not known
            String message = "%s could not be stored in %s: %s".formatted(next, file, e);
            node.ifPresent(one ->
                    one.onError(
                            new RaftException(
                                    ErrorType.ERROR_TYPE_META, RaftError.EIO, "%s", message)));
            throw new UncheckedIOException(message, e);
        }
    }
}
