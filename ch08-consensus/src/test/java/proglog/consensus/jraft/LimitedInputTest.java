package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/// A stream ends where it was told to, however it is read.
final class LimitedInputTest {

    private static final byte[] SOURCE = {1, 2, 3, 4, 5};

    @Test
    void endsThereWhenReadByteByByte() throws IOException {
        try (InputStream input = first(2)) {
            assertThat(input.read()).isEqualTo(1);
            assertThat(input.read()).isEqualTo(2);
            assertThat(input.read()).isNegative();
        }
    }

    @Test
    void endsThereWhenReadAtOnce() throws IOException {
        try (InputStream input = first(3)) {
            assertThat(input.read(new byte[0])).isZero();
            assertThat(input.readNBytes(2)).containsExactly(1, 2);
            byte[] rest = new byte[9];
            assertThat(input.read(rest, 0, 9)).isEqualTo(1);
            assertThat(rest).startsWith(3, 0);
            assertThat(input.read(rest, 0, 9)).isNegative();
        }
    }

    @Test
    void skipsNoFurther() throws IOException {
        try (InputStream input = first(4)) {
            assertThat(input.skip(1)).isEqualTo(1);
            assertThat(input.read()).isEqualTo(2);
            assertThat(input.skip(9)).isEqualTo(2);
            assertThat(input.read()).isNegative();
        }
    }

    @Test
    void saysHowMuchIsLeft() throws IOException {
        try (InputStream input = first(3)) {
            assertThat(input.available()).isEqualTo(3);
            assertThat(input.read()).isEqualTo(1);
            assertThat(input.available()).isEqualTo(2);
            assertThat(input.markSupported()).isFalse();
        }
    }

    @Test
    void endsWithItsSource() throws IOException {
        try (InputStream input = first(9)) {
            assertThat(input.available()).isEqualTo(5);
            assertThat(input.readAllBytes()).isEqualTo(SOURCE);
            assertThat(input.read()).isNegative();
        }
    }

    private static InputStream first(long bytes) {
        return new LimitedInput(new ByteArrayInputStream(SOURCE), bytes);
    }
}
