package proglog;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// However the calls of several threads interleave, the log answers as if they had come one after
/// the other.
///
/// Lincheck makes up small programs from the operations below, runs them in many interleavings, and
/// looks for an order of the calls that explains every answer.
@Param(name = "value", gen = IntGen.class, conf = "1:2")
@Param(name = "offset", gen = IntGen.class, conf = "0:1")
public class InMemoryLogLincheckTest {

    private final InMemoryLog log = new InMemoryLog(InstantSource.fixed(Instant.EPOCH));

    /// One value.
    @Operation
    public long append(@Param(name = "value") int value) {
        return log.append(bytes(value));
    }

    /// Two values in a batch.
    @Operation
    public String appendTwice(@Param(name = "value") int value) {
        return log.append(List.of(bytes(value), bytes(-value))).toString();
    }

    /// One value of a producer that repeats itself.
    @Operation
    public long repeat(@Param(name = "value") int value) {
        Batch batch = new Batch(List.of(bytes(value)), new ProducerSequence(7, value));
        return log.append(batch, Deadline.never()).first();
    }

    /// The value at an offset, or 0 when there is none.
    @Operation
    public int read(@Param(name = "offset") int offset) {
        try {
            return log.read(offset).value().byteAt(0);
        } catch (OffsetOutOfRangeException _) {
            return 0;
        }
    }

    /// The next offset.
    @Operation
    public long next() {
        return log.offsets().next();
    }

    @Test
    void isLinearizableInModelledInterleavings() {
        new ModelCheckingOptions()
                .iterations(20)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .invocationsPerIteration(100)
                .check(InMemoryLogLincheckTest.class);
    }

    // Its threads spin until all are there: on a machine that does other things it takes minutes.
    @Test
    @Tag("slow")
    void isLinearizableUnderStress() {
        new StressOptions()
                .iterations(5)
                .threads(2)
                .actorsPerThread(3)
                .invocationsPerIteration(300)
                .check(InMemoryLogLincheckTest.class);
    }

    private static Bytes bytes(int value) {
        return Bytes.copyOf((byte) value);
    }
}
