package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.CorruptLogException;

/// A position on its way through Raft's log.
final class PositionCommandTest {

    @Test
    void isWrittenAsDrawn() {
        Bytes command = new PositionCommand("abc", 258).encode();

        assertThat(HexFormat.of().formatHex(command.toByteArray()))
                .isEqualTo("02" + "0000000000000102" + "616263");
        assertThat(PositionCommand.isOne(command)).isTrue();
        assertThat(PositionCommand.decode(command)).isEqualTo(new PositionCommand("abc", 258));
    }

    @Test
    void isNotTakenForABatch() {
        Bytes batch = Commands.command(Commands.batch("a"), 0);

        assertThat(PositionCommand.isOne(batch)).isFalse();
        assertThat(PositionCommand.isOne(Bytes.EMPTY)).isFalse();
    }

    @Test
    void countsTheBytesOfANameNotItsLetters() {
        PositionCommand longest = new PositionCommand("é".repeat(127) + "e", 0);

        assertThat(PositionCommand.decode(longest.encode())).isEqualTo(longest);
        assertThatThrownBy(() -> new PositionCommand("é".repeat(128), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of a position has 1 to 255 bytes, this one 256");
        assertThatThrownBy(() -> new PositionCommand("", 0))
                .hasMessage("the name of a position has 1 to 255 bytes, this one 0");
    }

    @Test
    void refusesAnOffsetThatNoRecordHas() {
        assertThatThrownBy(() -> new PositionCommand("a", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a position is 0 or more, not -1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "020000000000000001", "02800000000000000061"})
    void seesThatACommandHoldsNoPosition(String hexadecimal) {
        Bytes command = Bytes.wrap(HexFormat.of().parseHex(hexadecimal));

        assertThatThrownBy(() -> PositionCommand.decode(command))
                .isInstanceOf(CorruptLogException.class);
    }
}
