package proglog.checks;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The layers hold, and each rule about them has been seen to bite: on the packages in `broken`.
final class ArchitectureTest {

    private static final Layers PROGLOG = new Layers("proglog");
    private static final Layers BROKEN = new Layers("proglog.checks.broken");

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(DO_NOT_INCLUDE_TESTS)
                    .importPackages(PROGLOG.root());
    private static final JavaClasses BREAKERS =
            new ClassFileImporter().importPackages(BROKEN.root());

    static Stream<String> rules() {
        return PROGLOG.rules().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(String rule) {
        PROGLOG.rule(rule).allowEmptyShould(true).check(OURS);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void bites(String rule) {
        assertThatThrownBy(() -> BROKEN.rule(rule).check(BREAKERS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Architecture Violation");
    }

    @Test
    void seesEveryChapter() {
        assertThat(OURS.contain("proglog.CommitLog")).isTrue();
        assertThat(OURS.contain("proglog.storage.SegmentedLog")).isTrue();
        assertThat(OURS.contain("proglog.grpc.RemoteLog")).isTrue();
        assertThat(OURS.contain("proglog.v1.Record")).isTrue();
        assertThat(OURS.containPackage("proglog.security")).isTrue();
        assertThat(OURS.containPackage("proglog.observability")).isTrue();
        assertThat(OURS.containPackage("proglog.discovery")).isTrue();
        assertThat(OURS.containPackage("proglog.loadbalance")).isTrue();
        assertThat(OURS.containPackage("proglog.agent")).isTrue();
        assertThat(OURS.containPackage("proglog.examples.onevalue")).isTrue();
        assertThat(OURS.containPackage("proglog.examples.graft")).isTrue();
        assertThat(OURS.containPackage("proglog.examples.kv.store")).isTrue();
    }
}
