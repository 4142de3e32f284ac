package proglog.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A file that stays open when a thread that uses it is interrupted. For many threads.
///
/// A `FileChannel` is closed for everybody by the interrupt of any thread inside it, and callers'
/// threads are interrupted all the time: a deadline passes, a client goes away. An
/// `AsynchronousFileChannel` is not; with an executor that runs on the caller's own thread it is as
/// direct as the other.
final class UninterruptibleFile implements DataFile {

    private final AsynchronousFileChannel channel;

    UninterruptibleFile(AsynchronousFileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void read(byte[] target, int from, int count, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, from, count);
        long at = position;
        while (buffer.hasRemaining()) {
            int read = result(channel.read(buffer, at));
            if (read < 0) {
                throw new EOFException(
                        "the file ends at position %d, %d bytes early"
                                .formatted(at, buffer.remaining()));
            }
            at += read;
        }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        long at = position;
        while (source.hasRemaining()) {
            at += result(channel.write(source, at));
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int result(Future<Integer> operation) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return operation.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof IOException failure) {
                        throw failure;
                    }
                    throw new IOException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
