package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class IncludeTest {

    private static final String SOURCE =
            """
            package p;

            import java.util.List;

            /// Counts.
            public final class Counter {

                static final int STEP = 2;

                private int n;

                Counter(int n) {
                    this.n = n;
                }

                /// Counts up
                /// by a step.
                @Deprecated
                void up() {
                    // here
                    int next = n + STEP;
                    n = next;
                }

                void up(int by, List<String> why) {
                    n += by;
                }
            }
            """;

    record Case(String name, String reference, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Case> CASES =
            List.of(
                    new Case(
                            "a method and its annotations",
                            "#up()",
                            """
                            @Deprecated
                            void up() {
                                // here
                                int next = n + STEP;
                                n = next;
                            }\
                            """),
                    new Case(
                            "an overload",
                            "#up(int,List<String>)",
                            """
                            void up(int by, List<String> why) {
                                n += by;
                            }\
                            """),
                    new Case(
                            "a field and a constructor, with comments",
                            "#STEP, new(int) with comments",
                            """
                            static final int STEP = 2;

                            Counter(int n) {
                                this.n = n;
                            }\
                            """),
                    new Case(
                            "the whole type, with its comment",
                            " with comments",
                            SOURCE.substring(SOURCE.indexOf("/// Counts.")).stripTrailing()),
                    new Case(
                            "a type by its name",
                            "#Counter",
                            SOURCE.substring(SOURCE.indexOf("public")).stripTrailing()));

    @TempDir private Path folder;

    @BeforeEach
    void writeSource() throws IOException {
        Files.writeString(folder.resolve("Counter.java"), SOURCE);
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void findsWhatItNames(Case example) throws IOException {
        assertThat(lines("Counter.java" + example.reference()))
                .containsExactlyElementsOf(example.expected().lines().toList());
    }

    @Test
    void bringsTheCommentAlong() throws IOException {
        assertThat(lines("Counter.java#up() with comments"))
                .startsWith("/// Counts up", "/// by a step.", "@Deprecated");
    }

    @Test
    void takesAnotherKindOfFileWhole() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");

        assertThat(lines("a.txt")).containsExactly("one", "two");
    }

    @Test
    void refusesANameThatFitsNothingOrTwoThings() {
        assertThatThrownBy(() -> lines("Counter.java#down"))
                .hasMessage("0 things are called down, not one");
        assertThatThrownBy(() -> lines("Counter.java#up"))
                .hasMessage("2 things are called up, not one");
    }

    @Test
    void refreshesTheBlocksOfAPage() throws IOException {
        Path page = folder.resolve("README.md");
        Files.writeString(
                page,
                """
                <!-- include: Counter.java#STEP -->
                ```java
                static final int STEP = 1;
                // gone
                ```
                text
                <!-- include: Counter.java#n -->

                ```java
                ```
                """);

        assertThat(RefreshReadmes.refreshed(MarkdownFile.read(page), new Repository(folder)))
                .containsExactly(
                        """
                        <!-- include: Counter.java#STEP -->
                        ```java
                        static final int STEP = 2;
                        ```
                        text
                        <!-- include: Counter.java#n -->

                        ```java
                        private int n;
                        ```
                        """
                                .lines()
                                .toArray(String[]::new));
    }

    private List<String> lines(String reference) throws IOException {
        return Include.parse("<!-- include: %s -->".formatted(reference))
                .orElseThrow()
                .lines(new Repository(folder));
    }
}
