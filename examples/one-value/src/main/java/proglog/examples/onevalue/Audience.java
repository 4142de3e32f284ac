package proglog.examples.onevalue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Whom a node tells what it holds, each time anew. Immutable, if chance is not counted.
///
/// Two of the others, whoever they are: what one node knows is known by 3 after one round, by up to
/// 9 after two, and no node ever sends more because there are more of them.
final class Audience {

    private static final int SIZE = 2;

    private final RandomGenerator chance;

    Audience(RandomGenerator chance) {
        this.chance = chance;
    }

    /// All of `others` if they are two or fewer; else two that follow each other, the first of them
    /// by chance.
    <T> List<T> of(List<T> others) {
        if (others.size() <= SIZE) {
            return List.copyOf(others);
        }
        int first = chance.nextInt(others.size());
        return IntStream.range(first, first + SIZE)
                .mapToObj(i -> others.get(i % others.size()))
                .toList();
    }
}
