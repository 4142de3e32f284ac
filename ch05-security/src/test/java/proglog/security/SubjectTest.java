package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Task 5.1: [Subject#of], from a certificate's name to a subject.
@Tag("task-5.1")
final class SubjectTest {

    private static final String SECTION = "see README.md, Task 5.1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=root | root",
                "CN=root, O=Proglog | root",
                "O=Proglog, CN=root, C=CH | root",
                "O=\"a, CN=root\", CN=nobody | nobody",
                "OU=CN\\=root, CN=nobody | nobody",
                "CN=nobody+OU=admins | nobody",
                "OU=admins+CN=nobody, O=x | nobody",
                "CN=\"a, b = c\" | a, b = c",
                "CN=jos\u00e9 | jos\u00e9"
            })
    void isTheCommonName(String name, String subject) {
        assertThat(Subject.of(new X500Principal(name)).name()).as(SECTION).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"O=Proglog", "", "CN=\"\"", "CN=\" \"", "CN=#0500"})
    void isNotWithoutACommonName(String name) {
        assertThatThrownBy(() -> Subject.of(new X500Principal(name)))
                .as(SECTION)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no common name in the certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=root, CN=nobody", "CN=root+CN=nobody", "CN=root, O=x, CN=root"})
    void isNotOneOfSeveral(String name) {
        assertThatThrownBy(() -> Subject.of(new X500Principal(name)))
                .as(SECTION)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more than one common name in the certificate");
    }

    @Test
    void printsOnOneLineWhateverItsName() {
        assertThat(new Subject("a\nb\r\u001b[31m\u2028\u202e\"\\c\u00e9"))
                .as(SECTION)
                .hasToString("a\\u{a}b\\u{d}\\u{1b}[31m\\u{2028}\\u{202e}\\\"\\\\c\u00e9");
        assertThat(new Subject("x".repeat(5000)).toString())
                .as(SECTION)
                .hasSize(515)
                .endsWith("x...");
    }

    @Test
    void isNobodyOutsideOfACall() {
        assertThat(Subject.current()).as(SECTION).isEmpty();
    }
}
