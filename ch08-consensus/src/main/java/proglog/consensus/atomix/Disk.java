package proglog.consensus.atomix;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Gets what was written to a disk. For one thread at a time.
interface Disk {

    /// Returns when all that was written to `file` so far, by whomever, is on the disk.
    void force(Path file) throws IOException;

    /// Returns when the names in `directory` are on the disk.
    void forceNames(Path directory) throws IOException;

    /// The one of this machine.
    static Disk local() {
        return new Local();
    }

    /// See [#local].
    final class Local implements Disk {

        private Local() {}

        @Override
        public void force(Path file) throws IOException {
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.getFD().sync();
            }
        }

        @Override
        public void forceNames(Path directory) throws IOException {
            if (System.getProperty("os.name", "").startsWith("Windows")) {
                return; // it has no such call, and does without
            }
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
