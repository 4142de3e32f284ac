package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import proglog.Bytes;

final class LinesTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @CsvSource({
        "'',''",
        "one,one",
        "'one\n',one",
        "'\n\n','|'",
        "'one\r\n\ntwo','one\r||two'",
        "'ä\nö\n','ä|ö'",
    })
    void endsAtEachLineFeed(String text, String lines) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));

        String found = String.join("|", read(in).stream().map(Bytes::toUtf8).toList());

        assertThat(found).isEqualTo(lines);
    }

    @Test
    void givesBackWhatWasReadInPiecesOfAnySize() throws IOException {
        byte[] text = new byte[5_000_000];
        Random random = new Random(SEED);
        for (int i = 0; i < text.length; i++) {
            // Some lines are longer than a block.
            boolean ends = random.nextInt(i < 3_000_000 ? 100 : 1_500_000) == 0;
            text[i] = ends ? (byte) '\n' : (byte) random.nextInt();
        }
        text[text.length - 1] = '\n';

        List<Bytes> lines = read(new Dribbling(text, random));

        byte[] joined = new byte[text.length];
        int at = 0;
        for (Bytes line : lines) {
            line.copyTo(joined, at);
            at += line.length();
            joined[at++] = '\n';
        }
        assertThat(at).as("seed %d", SEED).isEqualTo(text.length);
        assertThat(Arrays.equals(joined, text)).as("seed %d", SEED).isTrue();
    }

    // Otherwise whoever types would wait until a block is full.
    @Test
    void givesWhatIsThereWithoutWaitingForMore() throws IOException {
        InputStream in =
                new SequenceInputStream(
                        Collections.enumeration(
                                Stream.of("one\ntwo\nth", "ree\nfour")
                                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                                        .map(ByteArrayInputStream::new)
                                        .toList()));
        Lines lines = new Lines(in);

        assertThat(lines.next()).extracting(Bytes::toUtf8).containsExactly("one", "two");
        assertThat(lines.next()).extracting(Bytes::toUtf8).containsExactly("three");
        assertThat(lines.next()).extracting(Bytes::toUtf8).containsExactly("four");
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void givesALongLineAloneAndNeverTooManyShortOnes() throws IOException {
        String longer = "x".repeat(70_000);
        String text = "a\n" + longer + "\nb\nc\n" + "\n".repeat(25_000);
        Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));

        assertThat(lines.next()).containsExactly(Bytes.utf8("a"));
        assertThat(lines.next()).containsExactly(Bytes.utf8(longer));
        assertThat(lines.next()).hasSize(10_000).startsWith(Bytes.utf8("b"), Bytes.utf8("c"));
        assertThat(lines.next()).hasSize(10_000);
        assertThat(lines.next()).hasSize(5_002);
        assertThat(lines.next()).isEmpty();
    }

    private static List<Bytes> read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        List<Bytes> found = new ArrayList<>();
        for (List<Bytes> next = lines.next(); !next.isEmpty(); next = lines.next()) {
            found.addAll(next);
        }
        return found;
    }

    /// Gives less than it is asked for, as a pipe does.
    private static final class Dribbling extends InputStream {

        private final ByteArrayInputStream all;
        private final Random random;

        Dribbling(byte[] all, Random random) {
            this.all = new ByteArrayInputStream(all);
            this.random = random;
        }

        @Override
        public int read() {
            return all.read();
        }

        @Override
        public int read(byte[] into, int at, int most) {
            return all.read(into, at, Math.min(most, 1 + random.nextInt(70_000)));
        }
    }
}
