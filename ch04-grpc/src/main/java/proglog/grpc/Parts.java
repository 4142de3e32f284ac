package proglog.grpc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// What has been started, so that it can be closed in the other order; also when a start fails
/// half-way. For one thread only.
public final class Parts implements AutoCloseable {

    private final Deque<Runnable> closing = new ArrayDeque<>();

    /// Notes how to close `part`, which has just been started, and returns it.
    public <T> T add(T part, Consumer<T> close) {
        closing.push(() -> close.accept(part));
        return part;
    }

    /// Closes every part, also when one of them fails to; closing again does nothing.
    @Override
    public void close() {
        Runnable next = closing.poll();
        if (next != null) {
            try {
                next.run();
            } finally {
                close();
            }
        }
    }
}
