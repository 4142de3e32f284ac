package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LogTextTest {

    record Case(String text, String shown) {}

    static List<Case> cases() {
        return List.of(
                new Case("root", "root"),
                new Case("J\u00fcrgen \u6771", "J\u00fcrgen \u6771"),
                new Case("a\nINFO b", "a\\u{a}INFO b"),
                new Case("\u001b[31m", "\\u{1b}[31m"),
                new Case("a\u202eb", "a\\u{202e}b"),
                new Case("a\u2028b", "a\\u{2028}b"),
                new Case("\ud800", "\\u{d800}"),
                new Case("a\"b\\c", "a\\\"b\\\\c"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void showsWhatIsVisibleAndEscapesTheRest(Case text) {
        assertThat(LogText.of(text.text())).isEqualTo(text.shown());
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(LogText.of("x".repeat(10_000))).hasSize(515).endsWith("x...");
    }
}
