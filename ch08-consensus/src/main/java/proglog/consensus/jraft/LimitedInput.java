package proglog.consensus.jraft;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The first bytes of another stream. For one thread only.
final class LimitedInput extends FilterInputStream {

    private long left;

    LimitedInput(InputStream source, long bytes) {
        super(source);
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        if (left <= 0) {
            return -1;
        }
        int read = super.read();
        left -= read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        if (left <= 0 && count > 0) {
            return -1;
        }
        int read = super.read(target, from, (int) Math.min(count, left));
        left -= Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, super.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
