package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import proglog.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LogCommandTest {

    @TempDir private Path folder;
    private ThreeSegments log;
    private String out = "";
    private String err = "";

    @BeforeEach
    void writeALog() {
        log = ThreeSegments.write(folder.resolve("data"));
    }

    @Test
    void verifiesAWholeLog() {
        assertThat(run("verify", log.directory())).isZero();

        assertThat(out.lines().filter(line -> !line.startsWith("note: ")))
                .containsExactly(
                        "00000000000000000000.store  [0, 3), 3 records in 3 frames, 233 bytes;"
                                + " index: 3 of 3 entries, sealed",
                        "00000000000000000003.store  [3, 6), 3 records in 3 frames, 233 bytes;"
                                + " index: 3 of 3 entries, sealed",
                        "00000000000000000006.store  [6, 7), 1 record in 2 frames, 155 bytes;"
                                + " index: 1 of 1 entry",
                        "whole: 3 segments, 7 records at offsets [0, 7)");
        assertThat(err).isEmpty();
    }

    @Test
    void exitsWith1WhenSomethingIsDamaged() {
        log.flip(log.store(3), 99 + 62);

        assertThat(run("verify", log.directory())).isEqualTo(1);

        assertThat(out)
                .containsPattern(
                        "(?m)^damage: 00000000000000000003.store, position 99: expected checksum"
                            + " 0x\\w{8}, found 0x\\w{8}; offsets \\[4, 5\\) cannot be read; intact"
                            + " again at position 166$")
                .contains("damaged: 3 segments, 6 records at offsets [0, 7)");
    }

    @Test
    void exitsWith0AndSaysSoWhenTheEndIsTorn() {
        log.cut(log.store(6), 60);

        assertThat(run("verify", log.directory())).isZero();

        assertThat(out).contains("torn tail: 00000000000000000006.store, position 32: ");
    }

    @Test
    void exitsWith2AndTheUsageWhenMisused() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("verify", "--ouput", "json", log.directory())).isEqualTo(2);
        assertThat(err).contains("Unknown options: '--ouput'", "Possible solutions: --output");
        assertThat(run("dump", "--from", 5, "--to", 4, log.directory())).isEqualTo(2);
        assertThat(err).contains("--from 5 --to 4 is not a range of offsets");
    }

    @Test
    void exitsWith3WhenThereIsNothingToRead() {
        assertThat(run("verify", folder.resolve("absent"))).isEqualTo(3);
        assertThat(err).endsWith("absent cannot be read: there is no such directory\n");

        assertThat(run("verify", log.store(0))).isEqualTo(3);
        assertThat(err).endsWith("store cannot be read: it is not a directory\n");

        assertThat(run("dump", folder)).isEqualTo(3);
        assertThat(err).endsWith(" cannot be read: no log: it holds no .store file\n");
        assertThat(out).isEmpty();
    }

    @Test
    void dumpsFramesAndValues() {
        assertThat(run("dump", "--records", "--from", 4, "--to", 7, log.directory())).isZero();

        assertThat(out.replaceAll("0x\\w+", "0x"))
                .doesNotContain("\"value 3\"", "[0, 1)")
                .contains(
                        """
                        00000000000000000003.store  version 1, base 3, log 0x, epoch 0
                          position 99, 67 bytes, offsets [4, 5), 1970-01-01T00:00:00Z, synced 99, checksum 0x ok
                            offset 4  "value 4"
                        """,
                        """
                            offset 6  "value 6"
                        """);
    }

    @Test
    void dumpsADamagedLogToItsEnd() {
        log.flip(log.store(0), 40);

        assertThat(run("dump", "--records", log.directory())).isEqualTo(1);

        assertThat(out)
                .contains("damage: ", "\"value 1\"", "\"value 6\"")
                .doesNotContain("value 0");
    }

    @Test
    void printsNothingThatATerminalWouldObey(@TempDir Path other) {
        try (SegmentedLog hostile = SegmentedLog.open(other, SegmentedLogConfig.defaults())) {
            hostile.append(Bytes.utf8("\u001b[31mred\u202e\r\n\"\\ ü"));
            hostile.append(Bytes.copyOf((byte) 0xff, (byte) 0x1b));
            hostile.append(Bytes.wrap(new byte[2000]));
        }

        run("dump", "--records", other);

        assertThat(out)
                .contains(
                        "\"\\u{1b}[31mred\\u{202e}\\u{d}\\n\\\"\\\\ ü\"",
                        "0xff1b",
                        "... (2000 bytes)")
                .doesNotContain("\u001b", "\r");
    }

    @Test
    void printsOneJsonObjectALine() {
        log.flip(log.store(3), 99);
        run("dump", "--output", "json", "--records", log.directory());

        List<JsonNode> lines = out.lines().map(new JsonMapper()::readTree).toList();

        assertThat(lines.getFirst().get("type").asString()).isEqualTo("log");
        assertThat(only(lines, "segment").getFirst().get("base").asLong()).isZero();
        assertThat(only(lines, "frame")).hasSize(7);
        assertThat(only(lines, "record").getLast().toString())
                .isEqualTo(
                        "{\"type\":\"record\",\"offset\":6,\"time\":\"1970-01-01T00:00:00Z\",\"value\":\"dmFsdWUgNg==\"}");
        assertThat(only(lines, "finding").getFirst().toString())
                .isEqualTo(
                        "{\"type\":\"finding\",\"kind\":\"damage\",\"file\":\"00000000000000000003.store\",\"position\":99,\"expected\":\"a"
                            + " length from 48 to"
                            + " 126\",\"found\":\"268435515\",\"consequence\":\"offsets [4, 5)"
                            + " cannot be read; intact again at position 166\"}");
        assertThat(only(lines, "segment end")).hasSize(3);
        assertThat(lines.getLast().get("verdict").asString()).isEqualTo("damaged");
    }

    @Test
    void saysThatTheLogIsInUse() {
        try (SegmentedLog _ = SegmentedLog.open(log.directory(), ThreeSegments.CONFIG)) {
            run("verify", log.directory());
        }

        assertThat(out)
                .startsWith("note: process %d (".formatted(ProcessHandle.current().pid()))
                .contains(") may have this log open: what it is writing can look torn\n");
    }

    @Test
    void helpHasExamplesAndExitCodes() {
        assertThat(run("verify", "--help")).isZero();

        assertThat(out)
                .startsWith("Usage: proglog log verify ")
                .contains("Examples:", "Exit codes:", "3   something cannot be read");
    }

    private int run(Object... arguments) {
        StringWriter printed = new StringWriter();
        StringWriter complained = new StringWriter();
        CommandLine command =
                LogCommand.commandLine()
                        .setOut(new PrintWriter(printed))
                        .setErr(new PrintWriter(complained));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = command.execute(words);
        out = printed.toString();
        err = complained.toString();
        return exitCode;
    }

    private static List<JsonNode> only(List<JsonNode> lines, String type) {
        return lines.stream().filter(line -> line.get("type").asString().equals(type)).toList();
    }
}
