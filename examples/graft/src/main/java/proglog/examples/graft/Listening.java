package proglog.examples.graft;

/// A callback's place; closing it ends the calls.
public interface Listening extends AutoCloseable {

    @Override
    void close();
}
