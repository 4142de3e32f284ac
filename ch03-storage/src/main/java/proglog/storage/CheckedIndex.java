package proglog.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The index of a segment, compared with its footer before it is first trusted, and built again
/// from the store when it does not fit. For many threads.
final class CheckedIndex implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(CheckedIndex.class);

    private final Disk disk;
    private final SegmentFiles files;
    private final Store store;
    private final ReentrantLock checking = new ReentrantLock();
    private volatile Index index; // written under checking
    private volatile Optional<IndexFooter>
            unchecked; // what the index must fit; written under checking

    /// An index that needs no check when there is no footer.
    CheckedIndex(
            Disk disk, SegmentFiles files, Store store, Index index, Optional<IndexFooter> footer) {
        this.disk = disk;
        this.files = files;
        this.store = store;
        this.index = index;
        this.unchecked = footer;
    }

    /// The index, fit for use.
    Index trusted() throws IOException {
        if (unchecked.isPresent()) {
            checking.lock();
            try {
                if (unchecked.isPresent()
                        && unchecked.get().entriesChecksum() != index.checksum()) {
                    logger.warn("index {} is damaged: built again from its store", files.index());
                    index.close();
                    index = Recovery.rebuildIndex(disk, files, store);
                }
                unchecked = Optional.empty();
            } finally {
                checking.unlock();
            }
        }
        return index;
    }

    /// The index as it is: for the writer, who built it.
    Index own() {
        return index;
    }

    @Override
    public void close() {
        checking.lock(); // nothing is unmapped while its checksum is computed
        try {
            index.close();
        } finally {
            checking.unlock();
        }
    }
}
