package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ExpectedOutputTest {

    record Case(String name, List<String> expected, List<String> printed, boolean matches) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Case> CASES =
            List.of(
                    new Case("nothing", List.of(), List.of(), true),
                    new Case("nothing expected", List.of(), List.of("a"), false),
                    new Case("nothing printed", List.of("a"), List.of(), false),
                    new Case("the same", List.of("a", "b"), List.of("a", "b"), true),
                    new Case("another line", List.of("a", "b"), List.of("a", "c"), false),
                    new Case("a line too many", List.of("a"), List.of("a", "b"), false),
                    new Case("a pattern's letters", List.of("a.*[b"), List.of("a.*[b"), true),
                    new Case("a pattern is text", List.of("a.*"), List.of("abc"), false),
                    new Case("part of a line", List.of("took … ms"), List.of("took 12 ms"), true),
                    new Case("nothing for …", List.of("took…"), List.of("took"), true),
                    new Case("… ends at the line", List.of("a…b"), List.of("a", "b"), false),
                    new Case(
                            "some lines",
                            List.of("a", "…", "d"),
                            List.of("a", "b", "c", "d"),
                            true),
                    new Case("no lines", List.of("a", "…", "d"), List.of("a", "d"), true),
                    new Case("not the last", List.of("a", "…", "d"), List.of("a", "b"), false));

    @ParameterizedTest
    @FieldSource("CASES")
    void matchesWhatThePageSays(Case example) {
        assertThat(new ExpectedOutput(example.expected()).matches(example.printed()))
                .isEqualTo(example.matches());
    }
}
