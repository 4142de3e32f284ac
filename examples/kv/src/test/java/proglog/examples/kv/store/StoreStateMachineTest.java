package proglog.examples.kv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import proglog.Bytes;

final class StoreStateMachineTest {

    private static final List<Command> COMMANDS =
            List.of(
                    new Command.Put("a", Bytes.utf8("1")),
                    new Command.Put("b", Bytes.EMPTY),
                    new Command.Delete("a"),
                    new Command.Delete("never there"),
                    new Command.Put("ü/ ", Bytes.utf8("3")),
                    new Command.Put("b", Bytes.utf8("2")));

    private final MemoryStore store = new MemoryStore();
    private final StoreStateMachine machine = new StoreStateMachine(store);

    @Test
    void appliesOneCommandAfterTheOther() {
        apply(machine, 0);

        assertThat(store.values()).isEqualTo(Map.of("b", Bytes.utf8("2"), "ü/ ", Bytes.utf8("3")));
    }

    @Test
    void answersWithTheIndex() {
        assertThat(machine.apply(7, COMMANDS.getFirst().encode())).isEqualTo(7);
    }

    @Test
    void isTheSameFromASnapshotOfAnyMomentAndTheRest() throws IOException {
        apply(machine, 0);
        for (int until = 0; until <= COMMANDS.size(); until++) {
            StoreStateMachine before = new StoreStateMachine(new MemoryStore());
            for (Command command : COMMANDS.subList(0, until)) {
                before.apply(0, command.encode());
            }
            MemoryStore restored = new MemoryStore();
            restored.put("what was there", Bytes.utf8("before"));
            StoreStateMachine after = new StoreStateMachine(restored);

            after.restore(new ByteArrayInputStream(snapshot(before)));
            apply(after, until);

            assertThat(restored.values()).isEqualTo(store.values());
        }
    }

    @Test
    void refusesASnapshotOfLaterAndHalfOfOne() throws IOException {
        apply(machine, 0);
        byte[] snapshot = snapshot(machine);
        byte[] later = snapshot.clone();
        later[0] = 2;

        assertThatThrownBy(() -> machine.restore(new ByteArrayInputStream(later)))
                .hasMessage("a snapshot has version 2, this node knows 1");
        assertThatThrownBy(() ->
                        machine.restore(new ByteArrayInputStream(snapshot, 0, snapshot.length - 1)))
                .isInstanceOf(EOFException.class);
        assertThat(store.get("b")).contains(Bytes.utf8("2")); // what it had stays
    }

    private static void apply(StoreStateMachine machine, int from) {
        for (Command command : COMMANDS.subList(from, COMMANDS.size())) {
            machine.apply(0, command.encode());
        }
    }

    private static byte[] snapshot(StoreStateMachine machine) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        machine.snapshot(target);
        return target.toByteArray();
    }
}
