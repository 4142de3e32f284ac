package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import proglog.OffsetRange;
import proglog.cli.OffsetPrinter.Format;

final class OffsetPrinterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

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
    void printsWhatComesTogetherAsIfItCameAlone() throws IOException {
        assertThat(ranges(Format.offsets)).containsExactly("3", "4", "7");
        assertThat(ranges(Format.ranges)).containsExactly("[3, 5)", "[7, 8)");
        assertThat(ranges(Format.brief)).containsExactly("3", "4", "7");
        OffsetPrinter brief = new OffsetPrinter(Format.brief, out);
        brief.print(new OffsetRange(0, 99));
        brief.print(new OffsetRange(99, 5000));
        brief.end();
        assertThat(lines()).hasSize(101).startsWith("0").contains("99").endsWith("[0, 5000)");
    }

    private List<String> ranges(Format format) throws IOException {
        OffsetPrinter printer = new OffsetPrinter(format, out);
        printer.print(new OffsetRange(3, 5));
        printer.print(new OffsetRange(7, 8));
        printer.end();
        List<String> printed = lines();
        out.reset();
        return printed;
    }

    @Test
    void hasNothingToSayAboutNothing() throws IOException {
        assertThat(printed(Format.ranges, LongStream.empty())).isEmpty();
        assertThat(printed(Format.none, LongStream.range(0, 5))).isEmpty();
    }

    private List<String> printed(Format format, LongStream offsets) throws IOException {
        OffsetPrinter printer = new OffsetPrinter(format, out);
        for (long offset : offsets.toArray()) {
            printer.print(new OffsetRange(offset, offset + 1));
        }
        printer.end();
        List<String> printed = lines();
        out.reset();
        return printed;
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.US_ASCII).lines().toList();
    }
}
