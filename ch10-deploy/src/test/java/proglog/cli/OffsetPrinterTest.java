package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import proglog.cli.OffsetPrinter.Format;

final class OffsetPrinterTest {

    @Test
    void printsEachOffset() throws IOException {
        assertThat(printed(Format.offsets, LongStream.of(3, 4, 7))).containsExactly("3", "4", "7");
    }

    @Test
    void joinsWhatIsTogether() throws IOException {
        assertThat(printed(Format.ranges, LongStream.of(3, 4, 7, 8, 9)))
                .containsExactly("[3, 5)", "[7, 10)");
    }

    @Test
    void isBriefOnceThereAreMany() throws IOException {
        assertThat(printed(Format.brief, LongStream.range(0, 2))).containsExactly("0", "1");
        assertThat(printed(Format.brief, LongStream.range(0, 5000)))
                .hasSize(101)
                .startsWith("0", "1")
                .endsWith("[0, 5000)");
    }

    @Test
    void hasNothingToSayAboutNothing() throws IOException {
        assertThat(printed(Format.ranges, LongStream.empty())).isEmpty();
        assertThat(printed(Format.none, LongStream.range(0, 5))).isEmpty();
    }

    private static List<String> printed(Format format, LongStream offsets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OffsetPrinter printer = new OffsetPrinter(format, out);
        for (long offset : offsets.toArray()) {
            printer.print(offset);
        }
        printer.end();
        return out.toString(StandardCharsets.US_ASCII).lines().toList();
    }
}
