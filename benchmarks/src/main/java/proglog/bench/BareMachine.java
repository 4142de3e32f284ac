package proglog.bench;

import java.io.InputStream;
import java.io.OutputStream;
import proglog.Bytes;
import proglog.consensus.StateMachine;

/// Does nothing with the commands it is given. For many threads.
final class BareMachine implements StateMachine<Boolean> {

    @Override
    public Boolean apply(long index, Bytes command) {
        return true;
    }

    @Override
    public void snapshot(OutputStream target) {}

    @Override
    public void restore(InputStream source) {}
}
