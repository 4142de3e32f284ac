package proglog.storage;

/// An entry was added to an index that has no room for it: a broken invariant, since a segment asks
/// for room before it writes.
final class IndexFullException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    IndexFullException(int entries) {
        super("the index is full with %d entries".formatted(entries));
    }
}
