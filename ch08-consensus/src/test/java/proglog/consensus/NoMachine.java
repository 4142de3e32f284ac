package proglog.consensus;

import java.io.InputStream;
import java.io.OutputStream;
import proglog.Bytes;

/// A machine for tests that apply nothing.
final class NoMachine implements StateMachine<String> {

    @Override
    public String apply(long index, Bytes command) {
        throw new AssertionError("applied " + command);
    }

    @Override
    public void snapshot(OutputStream target) {}

    @Override
    public void restore(InputStream source) {}
}
