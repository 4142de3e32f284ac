package proglog.storage;

/// A place in a file that does not hold what belongs there. Immutable.
///
/// @param position of its first byte
/// @param expected what belongs there
/// @param found what is there
record Damage(long position, String expected, String found) {

    @Override
    public String toString() {
        return "position %d: expected %s, found %s".formatted(position, expected, found);
    }
}
