package proglog.examples.kv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.Bytes;

final class CommandTest {

    static Stream<Command> commands() {
        return Stream.of(
                new Command.Put("a", Bytes.utf8("one")),
                new Command.Put("a", Bytes.EMPTY),
                new Command.Put("", Bytes.copyOf((byte) 0, (byte) -1)),
                new Command.Put("Schlüssel/mit \n allem 🗝", Bytes.utf8("x")),
                new Command.Delete("a"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isReadAsItWasWritten(Command command) {
        assertThat(Command.decode(command.encode())).isEqualTo(command);
    }

    @Test
    void hasTheFormItSays() {
        assertThat(new Command.Put("k", Bytes.utf8("v")).encode())
                .isEqualTo(
                        Bytes.copyOf(
                                (byte) 1,
                                (byte) 0,
                                (byte) 0,
                                (byte) 0,
                                (byte) 0,
                                (byte) 1,
                                (byte) 'k',
                                (byte) 'v'));
    }

    @Test
    void refusesAFormOfLater() {
        assertThatThrownBy(() -> Command.decode(Bytes.copyOf((byte) 2, (byte) 0)))
                .hasMessage("a command has version 2, this node knows 1");
        assertThatThrownBy(() ->
                        Command.decode(
                                Bytes.copyOf(
                                        (byte) 1, (byte) 9, (byte) 0, (byte) 0, (byte) 0,
                                        (byte) 0)))
                .hasMessage("a command has kind 9");
    }
}
