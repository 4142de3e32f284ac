package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.entity.PeerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;

/// What a node must not forget, or it votes twice.
final class StableStoreTest {

    private static final PeerId A = new PeerId("10.0.0.1", 8402);

    private final Path directory;
    private final Path file;

    StableStoreTest(@TempDir Path root) {
        this.directory = root.resolve("vote");
        this.file = directory.resolve("vote");
    }

    @Test
    void hasNotVotedAtFirst() throws IOException {
        StableStore store = StableStore.open(directory);

        assertThat(store.getTerm()).isZero();
        assertThat(store.getVotedFor().isEmpty()).isTrue();
    }

    @Test
    void remembersTermAndVote() throws IOException {
        assertThat(StableStore.open(directory).setTermAndVotedFor(7, A)).isTrue();
        StableStore store = StableStore.open(directory);
        assertThat(store.getTerm()).isEqualTo(7);
        assertThat(store.getVotedFor()).isEqualTo(A);

        assertThat(store.setTerm(8)).isTrue();
        assertThat(store.setVotedFor(PeerId.emptyPeer())).isTrue();

        store = StableStore.open(directory);
        assertThat(store.getTerm()).isEqualTo(8);
        assertThat(store.getVotedFor().isEmpty()).isTrue();
    }

    @Test
    void keepsTheOldVoteWhenANewOneWasBeingWritten() throws IOException {
        StableStore.open(directory).setTermAndVotedFor(7, A);
        Files.write(directory.resolve("vote.tmp"), new byte[] {1, 2, 3});

        assertThat(StableStore.open(directory).getTerm()).isEqualTo(7);
    }

    @Test
    void refusesAFileOfWhichAnyByteIsMissingOrChanged() throws IOException {
        StableStore.open(directory).setTermAndVotedFor(7, A);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] torn = Arrays.copyOf(whole, i);
            Files.write(file, torn);
            assertThatThrownBy(() -> StableStore.open(directory))
                    .isInstanceOf(CorruptLogException.class)
                    .hasMessageContaining(file + ": expected a vote");
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            Files.write(file, changed);
            assertThatThrownBy(() -> StableStore.open(directory))
                    .isInstanceOfAny(CorruptLogException.class, LogUnavailableException.class);
        }
    }

    @Test
    void failsWhoWantsAVoteThatCannotBeStored() throws IOException {
        StableStore store = StableStore.open(directory);
        store.setTermAndVotedFor(7, PeerId.emptyPeer());
        Files.createDirectory(directory.resolve("vote.tmp")); // nothing can be written there

        assertThatThrownBy(() -> store.setVotedFor(A))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("could not be stored in " + file);

        assertThat(store.getVotedFor().isEmpty()).isTrue();
        Files.delete(directory.resolve("vote.tmp"));
        assertThatThrownBy(() -> store.setVotedFor(A))
                .hasMessageContaining("an earlier vote could not be stored");
        assertThat(StableStore.open(directory).getVotedFor().isEmpty()).isTrue();
    }
}
