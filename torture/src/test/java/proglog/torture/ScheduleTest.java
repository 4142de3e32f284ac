package proglog.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The seed decides everything.
final class ScheduleTest {

    private static final List<FaultKind> ALL = List.of(FaultKind.values());

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(faults(7, 60)).isEqualTo(faults(7, 60)).isNotEqualTo(faults(8, 60));
    }

    @Test
    void doesEachKindOnceBeforeOneComesAgain() {
        List<Fault> faults = faults(1, 2 * ALL.size());

        assertThat(faults.stream().limit(ALL.size()).map(Fault::kind))
                .containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(faults.stream().skip(ALL.size()).map(Fault::kind))
                .containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void numbersFaultsAndKeepsToItsPace() {
        List<Fault> faults = faults(3, 100);

        assertThat(faults.getFirst().number()).isEqualTo(1);
        assertThat(faults.getLast().number()).isEqualTo(100);
        assertThat(faults)
                .allSatisfy(fault -> {
                    assertThat(fault.hold())
                            .isBetween(Pace.quick().shortest(), Pace.quick().longest());
                    assertThat(fault.before()).isBetween(0, Pace.quick().before());
                });
    }

    @Test
    void leavesOutWhatTheMachineCannotDo() {
        assertThat(FaultKind.possibleWith(Set.of()))
                .contains(FaultKind.KILL_ALL, FaultKind.PAUSE_LEADER)
                .doesNotContain(FaultKind.BRIDGE, FaultKind.POWER_CUT, FaultKind.CLOCK_JUMP);
        assertThat(FaultKind.possibleWith(EnumSet.allOf(FaultKind.Need.class))).isEqualTo(ALL);
        assertThatThrownBy(() -> Schedule.of(1, List.of(), Pace.quick()))
                .hasMessage("a schedule needs kinds of faults, there are none");
    }

    private static List<Fault> faults(long seed, int count) {
        Schedule schedule = Schedule.of(seed, ALL, Pace.quick());
        return Stream.generate(schedule::next).limit(count).toList();
    }
}
