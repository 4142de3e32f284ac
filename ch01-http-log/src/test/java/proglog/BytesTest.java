package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

final class BytesTest {

    private final Bytes hello = Bytes.utf8("hello");

    @Test
    void areComparedByContent() {
        Bytes part = Bytes.utf8("say hello").slice(4, 5);

        assertThat(part).isEqualTo(hello).hasSameHashCodeAs(hello);
        assertThat(part).isNotEqualTo(Bytes.utf8("hellO")).isNotEqualTo(Bytes.utf8("hell"));
        assertThat(part).isNotEqualTo("hello");
        assertThat(part.hashCode()).as("useful").isNotEqualTo(Bytes.utf8("hellO").hashCode());
    }

    @Test
    void ofACopyDoNotChangeWithTheOriginal() {
        byte[] mine = {1, 2};
        Bytes copy = Bytes.copyOf(mine);
        mine[0] = 9;

        assertThat(copy.byteAt(0)).isEqualTo((byte) 1);
    }

    @Test
    void doNotChangeWithAnArrayHandedOut() {
        hello.toByteArray()[0] = 'J';

        assertThat(hello.toUtf8()).isEqualTo("hello");
        assertThatThrownBy(() -> hello.asByteBuffer().put((byte) 'J'))
                .isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void canBeCutAndCopied() {
        Bytes ell = hello.slice(1, 3);
        byte[] target = {'-', '-', '-', '-', '-'};

        ell.copyTo(target, 1);
        ell.copyTo(2, target, 0, 1);

        assertThat(target).isEqualTo(new byte[] {'l', 'e', 'l', 'l', '-'});
        assertThat(ell.asByteBuffer()).isEqualTo(ByteBuffer.wrap(new byte[] {'e', 'l', 'l'}));
        assertThat(ell.toByteArray()).hasSize(ell.length());
        assertThat(ell.byteAt(0)).isEqualTo((byte) 'e');
        assertThat(ell.byteAt(2)).isEqualTo((byte) 'l');
        assertThat(Bytes.wrap(new byte[] {'a', 'b', 'c'}, 1, 2)).isEqualTo(Bytes.utf8("bc"));
    }

    @Test
    void mayBeNone() {
        assertThat(Bytes.EMPTY.isEmpty()).isTrue();
        assertThat(hello.isEmpty()).isFalse();
        assertThat(hello.slice(5, 0)).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void refuseWhatIsOutside() {
        String outside = "4 bytes from 2 are outside [0, 5)";
        assertThatThrownBy(() -> hello.slice(-1, 2)).hasMessageStartingWith("2 bytes from -1 are");
        assertThatThrownBy(() -> hello.slice(2, -1)).hasMessageStartingWith("-1 bytes from 2 are");
        assertThatThrownBy(() -> hello.copyTo(-1, new byte[9], 0, 2))
                .hasMessageStartingWith("2 bytes from -1 are");
        assertThatThrownBy(() -> hello.copyTo(2, new byte[9], 0, -1))
                .hasMessageStartingWith("-1 bytes from 2 are");
        assertThatThrownBy(() -> hello.slice(2, 4)).hasMessage(outside);
        assertThatThrownBy(() -> hello.copyTo(2, new byte[9], 0, 4)).hasMessage(outside);
        assertThatThrownBy(() -> hello.byteAt(5)).hasMessage("byte 5 is outside [0, 5)");
        assertThatThrownBy(() -> hello.byteAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Bytes.wrap(new byte[3], 2, 2))
                .hasMessage("2 bytes from 2 are outside an array of 3");
    }

    @Test
    void arePrintedReadably() {
        assertThat(hello).hasToString("\"hello\"");
        assertThat(Bytes.utf8("from ~ on")).hasToString("\"from ~ on\"");
        assertThat(Bytes.copyOf((byte) 'a', (byte) 31)).hasToString("0x611f");
        assertThat(Bytes.copyOf((byte) 'a', (byte) 127)).hasToString("0x617f");
        assertThat(Bytes.copyOf((byte) 0, (byte) 255)).hasToString("0x00ff");
        assertThat(Bytes.EMPTY).hasToString("\"\"");
        assertThat(Bytes.utf8("x".repeat(40))).hasToString('"' + "x".repeat(32) + "\"… (40 bytes)");
    }
}
