package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A page that says which test holds a promise names a test that exists.
final class NamedTestsTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))\\.(\\w+)`");

    private final Repository repository = Repository.enclosing();

    @Test
    void everyTestThatAPageNamesExists() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        for (MarkdownFile page : repository.pages()) {
            String text = String.join("\n", page.lines());
            for (MatchResult named : TEST.matcher(text).results().toList()) {
                String source = sources.getOrDefault(named.group(1), "");
                if (!source.contains(" " + named.group(2) + "(")) {
                    missing.add(repository.name(page.path()) + ": " + named.group());
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path file : repository.files()) {
            String name = file.getFileName().toString();
            if (name.endsWith("Test.java") || name.endsWith("Contract.java")) {
                // Chapters may have tests of the same name.
                sources.merge(name.replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return sources;
    }
}
