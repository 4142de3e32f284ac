package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.Subchannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.v1.LogGrpc;

/// Task 9.3: [RolePicker#pickSubchannel], which connection takes a call.
@Tag("task-9.3")
final class RolePickerTest {

    private static final String SECTION = "see README.md, Task 9.3";
    private static final Call APPEND = Call.of(LogGrpc.getProduceMethod());
    private static final Call READ = Call.of(LogGrpc.getConsumeMethod());
    private static final Call ASK = Call.of(LogGrpc.getGetServersMethod());

    // No two are equal, or a test could not tell whether it gets the one or the other.
    private final Subchannel leader = new FakeSubchannel("leader", List.of());
    private final Subchannel first = new FakeSubchannel("first", List.of());
    private final Subchannel second = new FakeSubchannel("second", List.of());
    private final AtomicInteger turn = new AtomicInteger();

    @Test
    void appendsGoToTheLeader() {
        RolePicker picker = picker(Optional.of(leader), first, second);

        assertThat(picked(picker, APPEND, 5)).as(SECTION).containsOnly(leader);
    }

    @Test
    void readsGoRoundTheFollowers() {
        RolePicker picker = picker(Optional.of(leader), first, second);

        assertThat(picked(picker, READ, 5))
                .as(SECTION)
                .containsExactly(first, second, first, second, first);
    }

    @Test
    void aNewPickerGoesOnWhereTheOldOneWas() {
        var _ = picked(picker(Optional.of(leader), first, second), READ, 3);

        assertThat(picked(picker(Optional.empty(), first, second), READ, 2))
                .as(SECTION)
                .containsExactly(second, first);
    }

    @Test
    void goesRoundForEver() {
        turn.set(Integer.MAX_VALUE);

        assertThat(picked(picker(Optional.of(leader), first, second), READ, 3))
                .as(SECTION)
                .containsExactly(second, first, second);
    }

    @Test
    void aLeaderWithoutFollowersIsReadFrom() {
        assertThat(picked(picker(Optional.of(leader)), READ, 2)).as(SECTION).containsOnly(leader);
    }

    @Test
    void anAppendWaitsForALeader() {
        PickResult result = picker(Optional.empty(), first, second).pickSubchannel(APPEND);

        assertThat(result).as(SECTION).isEqualTo(PickResult.withNoResult());
    }

    @Test
    void withNobodyEverythingWaits() {
        RolePicker picker = picker(Optional.empty());

        assertThat(Stream.of(APPEND, READ, ASK).map(picker::pickSubchannel))
                .as(SECTION)
                .containsOnly(PickResult.withNoResult());
    }

    @Test
    void whateverElseThereIsAnyoneMayTake() {
        assertThat(picked(picker(Optional.of(leader)), ASK, 1)).as(SECTION).contains(leader);
        assertThat(picked(picker(Optional.empty(), first), ASK, 1)).as(SECTION).contains(first);
    }

    private RolePicker picker(Optional<Subchannel> leads, Subchannel... follow) {
        return new RolePicker(leads, List.of(follow), turn);
    }

    private static List<Subchannel> picked(RolePicker picker, Call call, int times) {
        return Stream.generate(() -> picker.pickSubchannel(call).getSubchannel())
                .limit(times)
                .map(Subchannel.class::cast)
                .toList();
    }
}
