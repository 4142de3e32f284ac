package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkdownFileTest {

    @Test
    void knowsItsBlocksAndWhatStandsAboveThem() {
        assertThat(
                        page(
                                        "# a",
                                        "",
                                        "<!-- here -->",
                                        "",
                                        "```java",
                                        "x",
                                        "",
                                        "```",
                                        "```",
                                        "```")
                                .blocks())
                .containsExactly(
                        new CodeBlock(5, "java", "<!-- here -->", List.of("x", "")),
                        new CodeBlock(9, "", "", List.of()));
    }

    @Test
    void showsABlockWithItsFences() {
        assertThat(page("````text", "```java", "x", "```", "````").blocks())
                .containsExactly(new CodeBlock(1, "text", "", List.of("```java", "x", "```")));
    }

    @Test
    void refusesABlockThatIsNotClosed() {
        assertThatThrownBy(() -> page("a", "```", "b").blocks())
                .hasMessage("page.md:2: a block is not closed");
    }

    @Test
    void findsLinksOutsideOfCode() {
        assertThat(
                        page(
                                        "[a](b.md), ![c](d.png \"e\") `[f](g)`",
                                        "```",
                                        "[h](i)",
                                        "```",
                                        "- [j](k.md#l)")
                                .links())
                .containsExactly("b.md", "d.png", "k.md#l");
    }

    private static MarkdownFile page(String... lines) {
        return new MarkdownFile(Path.of("page.md"), List.of(lines));
    }
}
