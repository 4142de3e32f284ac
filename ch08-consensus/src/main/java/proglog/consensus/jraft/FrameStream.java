package proglog.consensus.jraft;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// A frame that is about to be sent. gRPC has it write itself into its buffers, so that entries are
/// copied there and nowhere else; it can be read as well. For one thread only.
final class FrameStream extends InputStream implements Drainable, KnownLength {

    private final Frame frame;
    private Optional<ByteArrayInputStream> bytes = Optional.empty(); // once it was read
    private boolean isDrained;

    FrameStream(Frame frame) {
        this.frame = frame;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        if (bytes.isPresent()) {
            return Math.toIntExact(bytes.get().transferTo(target));
        }
        int size = available();
        if (!isDrained) {
            isDrained = true;
            frame.writeTo(target);
        }
        return size;
    }

    @Override
    public int available() {
        return isDrained ? 0 : bytes.map(ByteArrayInputStream::available).orElseGet(frame::size);
    }

    @Override
    public int read() throws IOException {
        return bytes().read();
    }

    @Override
    public int read(byte[] target, int at, int most) throws IOException {
        return bytes().read(target, at, most);
    }

    private ByteArrayInputStream bytes() throws IOException {
        if (bytes.isEmpty()) {
            bytes = Optional.of(new ByteArrayInputStream(isDrained ? new byte[0] : frame.encode()));
        }
        return bytes.get();
    }
}
