package proglog.examples.onevalue;

/// The place where a node holds its [OneValue]. For many threads.
final class Cell {

    private volatile OneValue held = OneValue.INITIAL; // written in synchronized methods

    OneValue held() {
        return held;
    }

    /// Holds `value` from now on, under the next generation.
    synchronized void set(long value) {
        held = held.followedBy(value);
    }

    /// Holds `heard` if it is newer; says whether it was.
    synchronized boolean hear(OneValue heard) {
        OneValue before = held;
        held = before.newer(heard);
        return !held.equals(before);
    }
}
