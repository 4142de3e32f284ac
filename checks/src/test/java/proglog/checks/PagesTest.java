package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What must hold for prose: links lead somewhere, and Java in a README is compiled Java.
final class PagesTest {

    private final Repository repository = Repository.enclosing();

    @Test
    void everyLinkWithinTheRepositoryLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        for (MarkdownFile page : repository.pages()) {
            for (String link : page.links()) {
                String file = link.replaceFirst("#.*", "");
                if (!link.contains(":") && !Files.exists(page.path().resolveSibling(file))) {
                    broken.add(repository.name(page.path()) + " → " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void javaInAReadmeSaysWhereItComesFrom() throws IOException {
        List<String> homeless = new ArrayList<>();
        for (MarkdownFile page : repository.readmes()) {
            for (CodeBlock block : page.blocks()) {
                if (block.language().equals("java") && Include.parse(block.above()).isEmpty()) {
                    homeless.add(repository.name(page.path()) + ":" + block.line());
                }
            }
        }

        assertThat(homeless).as("```java without <!-- include: … --> above it").isEmpty();
    }

    @Test
    void aBlockIsWhatItsSourceSays() throws IOException {
        for (MarkdownFile page : repository.readmes()) {
            for (CodeBlock block : page.blocks()) {
                Optional<Include> include = Include.parse(block.above());
                if (include.isPresent()) {
                    assertThat(String.join("\n", block.lines()))
                            .as(
                                    "%s:%d (./proglog docs)",
                                    repository.name(page.path()), block.line())
                            .isEqualTo(String.join("\n", include.get().lines(repository)));
                }
            }
        }
    }
}
