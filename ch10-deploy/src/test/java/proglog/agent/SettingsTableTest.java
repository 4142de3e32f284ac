package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of settings in the chapter's README.
final class SettingsTableTest {

    @Test
    void isThatOfTheReadme() throws IOException {
        List<String> rows =
                Files.readAllLines(Path.of("README.md")).stream()
                        .dropWhile(line -> !line.equals("| setting | usually | what for |"))
                        .skip(2)
                        .takeWhile(line -> line.startsWith("|"))
                        .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values()).map(SettingsTableTest::row).toList());
    }

    private static String row(Setting setting) {
        String usually = setting.fallback().isEmpty() ? "" : " `" + setting.fallback() + "`";
        return "| `%s` |%s | %s |".formatted(setting.key(), usually, setting.description());
    }
}
