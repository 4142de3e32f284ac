package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.SettableClock;

/// The commands as somebody at a terminal uses them, against a server of their own.
final class LogClientTest {

    private final Loopback loopback = new Loopback();
    private final SettableClock clock = new SettableClock();
    private final InMemoryLog log = new InMemoryLog(clock);
    private final LogServer server = loopback.serve(log);
    private final String address = "127.0.0.1:" + server.address().getPort();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter words = new StringWriter();

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void producesALineARecordAndPrintsItsOffset() {
        assertThat(run("one\ntwo\n\nlast", "produce")).isZero();

        assertThat(printed()).isEqualTo("0\n1\n2\n3\n");
        assertThat(values()).containsExactly("one", "two", "", "last");
    }

    @Test
    void producesManyLinesInOrder() {
        List<String> lines = IntStream.range(0, 20_000).mapToObj(Integer::toString).toList();

        assertThat(run(String.join("\n", lines), "produce")).isZero();

        assertThat(values()).isEqualTo(lines);
        assertThat(printed().lines()).containsExactlyElementsOf(lines);
    }

    @Test
    void answersALineBeforeTheNextIsTyped() throws IOException, InterruptedException {
        PipedOutputStream keyboard = new PipedOutputStream();
        PipedInputStream screen = new PipedInputStream();
        Terminal terminal =
                new Terminal(new PipedInputStream(keyboard), new PipedOutputStream(screen));
        Thread command = Thread.ofVirtual().start(() -> run(terminal, "produce"));

        keyboard.write("a\n".getBytes(StandardCharsets.US_ASCII));
        keyboard.flush();
        assertThat(new Lines(screen).next()).contains(Bytes.utf8("0"));

        keyboard.close();
        assertThat(screen.read()).isEqualTo(-1);
        command.join();
    }

    @Test
    void consumesWhatIsThere() {
        append("a", "b", "c");

        assertThat(run("", "consume")).isZero();

        assertThat(printed()).isEqualTo("a\nb\nc\n");
    }

    @Test
    void consumesAPartAsJson() {
        append("a", "b", "c", "d");

        assertThat(run("", "consume", "--from", "1", "--count", "2", "--output", "json")).isZero();

        assertThat(printed())
                .isEqualTo(
                        """
                        {"offset":1,"appendedAt":"%1$s","value":"Yg=="}
                        {"offset":2,"appendedAt":"%1$s","value":"Yw=="}
                        """
                                .formatted(clock.instant()));
    }

    @Test
    void consumesSinceATime() {
        append("old");
        Instant later = clock.advance(Duration.ofSeconds(10));
        append("new");

        assertThat(run("", "consume", "--since", later.minusSeconds(1).toString())).isZero();

        assertThat(printed()).isEqualTo("new\n");
    }

    @Test
    void followsUntilItHasWhatWasAskedFor() throws IOException, InterruptedException {
        PipedInputStream screen = new PipedInputStream();
        Terminal terminal =
                new Terminal(new ByteArrayInputStream(new byte[0]), new PipedOutputStream(screen));
        append("a");
        Thread command =
                Thread.ofVirtual()
                        .start(() -> run(terminal, "consume", "--follow", "--count", "2"));
        Lines lines = new Lines(screen);

        assertThat(lines.next()).contains(Bytes.utf8("a"));
        append("b");

        assertThat(lines.next()).contains(Bytes.utf8("b"));
        assertThat(lines.next()).isEmpty();
        command.join();
    }

    @Test
    void saysWhichOffsetsThereAre() {
        append("a", "b");

        assertThat(run("", "consume", "--from", "-1")).isEqualTo(5);
        assertThat(run("", "consume", "--from", "3")).isEqualTo(5);
        assertThat(run("", "consume", "--from", "2")).isZero();
        assertThat(printed()).isEmpty();
        assertThat(words.toString())
                .isEqualTo(
                        """
                        proglog: offset -1 is outside [0, 2)
                        proglog: offset 3 is outside [0, 2)
                        """);
        words.getBuffer().setLength(0);
        assertThat(run("", "offsets")).isZero();
        assertThat(words).hasToString("[0, 2)\n");
    }

    @Test
    void asksForTheHealthOfAServer() {
        assertThat(run("", "health")).isZero();
        assertThat(run("", "health", "--service", "log.v1.Log")).isZero();

        assertThat(words.toString()).isEqualTo("SERVING\nSERVING\n");
        assertThat(run("", "health", "--service", "nobody")).isEqualTo(1);

        words.getBuffer().setLength(0);
        server.serving(false);
        assertThat(run("", "health")).isEqualTo(1);
        assertThat(words).hasToString("NOT_SERVING\n");
    }

    @Test
    void saysThatNobodyListens() {
        server.close();

        for (String command : List.of("produce", "consume", "offsets", "health")) {
            assertThat(run("a", command)).as(command).isEqualTo(1);
        }

        assertThat(words.toString().lines())
                .hasSize(4)
                .allSatisfy(line ->
                        assertThat(line)
                                .startsWith("proglog: the connection failed: ")
                                .contains("Connection refused"));
    }

    @Test
    void stopsQuietlyWhenNobodyReads() {
        append("a");
        Terminal closed =
                new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        new OutputStream() {
                            @Override
                            public void write(int one) throws IOException {
                                throw new IOException("Broken pipe");
                            }
                        });

        assertThat(run(closed, "consume")).isZero();
        assertThat(words.toString()).isEmpty();
    }

    private int run(String input, String... arguments) {
        out.reset();
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        return run(new Terminal(new ByteArrayInputStream(bytes), out), arguments);
    }

    private int run(Terminal terminal, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--addr", address));
        CommandLine commands = LogClient.commandLine(ChannelOptions::new, terminal);
        PrintWriter writer = new PrintWriter(words, true);
        commands.setOut(writer).setErr(writer);
        return commands.execute(all.toArray(String[]::new));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void append(String... values) {
        for (String value : values) {
            log.append(Bytes.utf8(value));
        }
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        for (long offset = 0; offset < log.offsets().next(); offset++) {
            values.add(log.read(offset).value().toUtf8());
        }
        return values;
    }
}
