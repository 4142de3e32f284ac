package proglog.grpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import proglog.Bytes;

/// The lines of a stream as they are, whatever their encoding, without their line feeds. For one
/// thread only.
final class Lines {

    private final InputStream in;

    Lines(InputStream in) {
        this.in = in;
    }

    /// The next line, empty at the end of the stream. A last line needs no line feed.
    Optional<Bytes> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return Optional.of(Bytes.wrap(line.toByteArray()));
    }
}
