package proglog.storage;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.OffsetRange;

/// However the callers of a group commit interleave, each gets the offsets of its own batch, and
/// nobody waits for ever.
///
/// The writer is a plain list that no two threads may touch at once: if two groups were written at
/// the same time, or a group twice, offsets and values would not fit.
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class GroupCommitLincheckTest {

    private final List<Integer> written = new ArrayList<>();
    private final GroupCommit commits =
            new GroupCommit(group -> {
                for (Append append : group) {
                    long first = written.size();
                    for (Bytes value : append.batch().values()) {
                        written.add((int) value.byteAt(0));
                    }
                    append.place(new OffsetRange(first, written.size()));
                    append.succeed();
                }
            });

    /// One value.
    @Operation
    public long append(@Param(name = "value") int value) {
        return append(Batch.of(bytes(value)));
    }

    /// Two values in a batch.
    @Operation
    public long appendTwice(@Param(name = "value") int value) {
        return append(Batch.of(List.of(bytes(value), bytes(-value))));
    }

    /// What the files hold, as a truncation would see it.
    @Operation
    public String contents() {
        StringBuilder seen = new StringBuilder();
        commits.exclusively(() -> seen.append(written));
        return seen.toString();
    }

    @Test
    void isLinearizableInModelledInterleavings() {
        new ModelCheckingOptions()
                .iterations(6)
                .threads(3)
                .actorsPerThread(2)
                .invocationsPerIteration(100)
                .check(GroupCommitLincheckTest.class);
    }

    private long append(Batch batch) {
        return commits.append(new Append(batch, 1), Deadline.never()).first();
    }

    private static Bytes bytes(int value) {
        return Bytes.copyOf((byte) value);
    }
}
