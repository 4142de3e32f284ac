package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A footer is believed only when it fits.
final class IndexFooterTest {

    private static final long LOG_ID = 4711;

    private final Disk disk = new LocalDisk();
    private final SegmentFiles files;
    private final Store store;
    private final IndexFooter footer = new IndexFooter(2, 16, 132, 20, LOG_ID, 0x12345678);

    IndexFooterTest(@TempDir Path directory) throws IOException {
        files = new SegmentFiles(directory, 16);
        store = Store.create(disk, files, new StoreHeader(16, LOG_ID, 0));
        store.append(ByteBuffer.wrap(new byte[100]));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void isFoundBehindTheEntries() throws IOException {
        write(footer, 2);

        assertThat(read()).contains(footer);
    }

    @Test
    void isNotThereWithoutAFile() throws IOException {
        assertThat(read()).isEmpty();
    }

    @Test
    void isNotThereInAFileTooShort() throws IOException {
        for (int size = 0; size < 2 * Index.ENTRY_BYTES + IndexFooter.BYTES; size++) {
            write(footer, 2);
            Written.resize(files.index(), size);

            assertThat(read()).as("%d bytes", size).isEmpty();
        }
    }

    @Test
    void isNotBelievedWhenAByteIsDamaged() throws IOException {
        for (int i = 0; i < IndexFooter.BYTES; i++) {
            write(footer, 2);
            Written.flip(files.index(), 2 * Index.ENTRY_BYTES + i);

            assertThat(read()).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void doesNotFitAnotherNumberOfEntries() throws IOException {
        write(footer, 1);
        assertThat(read()).isEmpty();

        write(footer, 3);
        assertThat(read()).isEmpty();
    }

    @Test
    void doesNotFitAnotherStore() throws IOException {
        write(new IndexFooter(2, 16, 133, 20, LOG_ID, 0x12345678), 2);
        assertThat(read()).as("another size").isEmpty();

        write(new IndexFooter(2, 16, 132, 20, LOG_ID + 1, 0x12345678), 2);
        assertThat(read()).as("another log").isEmpty();

        write(new IndexFooter(2, 20, 132, 24, LOG_ID, 0x12345678), 2);
        assertThat(read()).as("another segment of the same size").isEmpty();
    }

    private Optional<IndexFooter> read() throws IOException {
        return IndexFooter.read(disk, files, store);
    }

    private void write(IndexFooter behind, int entries) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(entries * Index.ENTRY_BYTES + IndexFooter.BYTES);
        bytes.position(entries * Index.ENTRY_BYTES).put(behind.encode());
        Files.write(files.index(), bytes.array());
    }
}
