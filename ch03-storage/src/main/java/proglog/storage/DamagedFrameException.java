package proglog.storage;

/// What stands at a position of a store is not the frame that belongs there.
///
/// Inside the package only: whether it is a torn write or corruption is for the caller to say.
final class DamagedFrameException extends Exception {

    private static final long serialVersionUID = 1;

    private final long position;

    DamagedFrameException(long position, String expected, String found) {
        super("position %d: expected %s, found %s".formatted(position, expected, found));
        this.position = position;
    }

    long position() {
        return position;
    }
}
