package proglog.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;

/// The rules that keep the layers apart, for the tree of packages below `root`.
///
/// `root` is a parameter so that each rule can be seen to fail, on a tree that breaks them all.
record Layers(String root) {

    /// Every rule, by the sentence it stands for.
    Map<String, ArchRule> rules() {
        return Map.of(
                "the contract stands on the JDK alone", theContractStandsOnTheJdkAlone(),
                "packages have no cycles", packagesHaveNoCycles(),
                "only a chapter's Main wires storage to HTTP", onlyMainWiresStorageToHttp(),
                "Netty stays behind HTTP", staysIn("io.netty..", "http"),
                "Jackson stays at the edges",
                        staysIn("tools.jackson..", "http", "storage", "bench"),
                "no interrupt closes a log's files", noInterruptClosesALogsFiles(),
                "every package is null-marked", everyPackageIsNullMarked(),
                "names say what a class is", namesSayWhatAClassIs());
    }

    ArchRule rule(String sentence) {
        return Objects.requireNonNull(rules().get(sentence));
    }

    private ArchRule theContractStandsOnTheJdkAlone() {
        return classes()
                .that()
                .resideInAPackage(root)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(root, "java..", "org.jspecify..");
    }

    // The contract is a slice, too: nothing it uses may use it back.
    private ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private ArchRule onlyMainWiresStorageToHttp() {
        return noClasses()
                .that(resideInAPackage(root + ".storage..").and(not(simpleName("Main"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".http..");
    }

    private ArchRule staysIn(String library, String... places) {
        String[] packages = List.of(places).stream().map(this::below).toArray(String[]::new);
        return noClasses()
                .that(not(resideInAnyPackage(packages)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    // docs/decisions/0003: a channel that an interrupt closes may lock, map and sync names, no
    // more.
    private ArchRule noInterruptClosesALogsFiles() {
        return noClasses()
                .that(
                        resideInAPackage(root + ".storage..")
                                .and(not(simpleName("LocalDisk")))
                                .and(not(simpleName("Mapping")))
                                .and(not(simpleName("DirectoryLock"))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(FileChannel.class);
    }

    private String below(String place) {
        return root + "." + place + "..";
    }

    private ArchRule everyPackageIsNullMarked() {
        return classes()
                .that()
                .resideOutsideOfPackage("..jmh_generated..")
                .should(new BeInANullMarkedPackage());
    }

    private ArchRule namesSayWhatAClassIs() {
        return noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .orShould()
                .resideInAPackage("..impl..");
    }

    private static final class BeInANullMarkedPackage extends ArchCondition<JavaClass> {

        BeInANullMarkedPackage() {
            super("be in a @NullMarked package");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            JavaPackage itsPackage = type.getPackage();
            if (!itsPackage.isAnnotatedWith(NullMarked.class)) {
                events.add(
                        SimpleConditionEvent.violated(
                                type, "%s is not @NullMarked".formatted(itsPackage.getName())));
            }
        }
    }
}
