package proglog.grpc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/// Where a command gets records from, and where it puts them: bytes, for a value need not be text.
///
/// @param in read line by line
/// @param out flushed when there is nothing more to write for now
public record Terminal(InputStream in, OutputStream out) {

    /// The standard streams of this process.
    public static Terminal system() {
        return new Terminal(
                new BufferedInputStream(System.in),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 * 1024));
    }
}
