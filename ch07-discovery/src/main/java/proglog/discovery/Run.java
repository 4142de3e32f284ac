package proglog.discovery;

import java.util.random.RandomGenerator;

/// One run of a member's process: another one after each start, so that the others see a new member
/// in the place of the old one. Immutable.
record Run(int first, int second) {

    static Run random(RandomGenerator random) {
        return new Run(random.nextInt(Integer.MAX_VALUE), random.nextInt(Integer.MAX_VALUE));
    }

    @Override
    public String toString() {
        return first + "." + second;
    }
}
