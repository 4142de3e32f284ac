package proglog.storage;

/// What stands at a position of a store is not the frame that belongs there.
///
/// Inside the package only: whether it is a torn write or corruption is for the caller to say.
final class DamagedFrameException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Damage damage;

    DamagedFrameException(long position, String expected, String found) {
        this(new Damage(position, expected, found));
    }

    private DamagedFrameException(Damage damage) {
        super(damage.toString());
        this.damage = damage;
    }

    Damage damage() {
        return damage;
    }

    long position() {
        return damage.position();
    }
}
