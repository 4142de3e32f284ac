package proglog.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
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

    private static final String GRPC_ENDS =
            "proglog\\.(grpc\\.(LogServer|Admission)|consensus\\.PeerChannel"
                    + "|loadbalance\\.BalancedChannel)(\\$.*)?";

    /// Every rule, by the sentence it stands for.
    Map<String, ArchRule> rules() {
        return Map.ofEntries(
                entry("the contract stands on the JDK alone", theContractStandsOnTheJdkAlone()),
                entry("packages have no cycles", packagesHaveNoCycles()),
                entry("an example is known to nobody else", examplesAreLeaves()),
                entry("a chapter knows only those before it", new ChapterOrder(root).rule()),
                entry("only a chapter's Main wires storage to HTTP", onlyMainWiresStorageToHttp()),
                entry("only a chapter's Main chooses storage", onlyMainChoosesStorage()),
                entry("Netty stays at the ends of the wire and in TLS", nettyStaysInTheServers()),
                entry(
                        "gRPC stays in its chapters",
                        staysIn(
                                "io.grpc..",
                                "grpc",
                                "v1",
                                "security",
                                "observability",
                                "discovery",
                                "consensus",
                                "loadbalance",
                                "cluster",
                                "agent",
                                "cli",
                                "console",
                                "bench")),
                entry(
                        "protobuf stays behind gRPC",
                        staysIn(
                                "com.google.protobuf..",
                                "grpc",
                                "v1",
                                "consensus.jraft",
                                "cluster",
                                "agent",
                                "console.v1",
                                "bench")),
                entry(
                        "messages stay behind gRPC",
                        staysIn(root + ".v1..", "grpc", "v1", "loadbalance", "cli", "bench")),
                entry(
                        "messages of the cluster stay in chapter 9",
                        staysIn(root + ".cluster..", "cluster", "loadbalance")),
                entry("BouncyCastle makes certificates", staysIn("org.bouncycastle..", "security")),
                entry("jCasbin decides access", staysIn("org.casbin..", "security")),
                entry(
                        "OpenTelemetry observes",
                        staysIn("io.opentelemetry..", "observability", "consensus", "agent")),
                entry(
                        "Prometheus observes",
                        staysIn(
                                "io.prometheus..",
                                "observability",
                                "consensus",
                                "agent",
                                "console")),
                entry(
                        "Jackson stays at the edges",
                        staysIn(
                                "tools.jackson..",
                                "http",
                                "storage",
                                "grpc",
                                "observability",
                                "console",
                                "examples",
                                "bench")),
                entry(
                        "Atomix finds members, and is one engine of two",
                        staysIn("io.atomix..", "discovery", "consensus.atomix")),
                entry("Atomix stays behind the protocol", onlyTheProtocolKnowsAtomix()),
                entry("no interrupt closes a log's files", noInterruptClosesALogsFiles()),
                entry("every package is null-marked", everyPackageIsNullMarked()),
                entry("names say what a class is", namesSayWhatAClassIs()));
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

    // Not even to another example.
    private ArchRule examplesAreLeaves() {
        return CompositeArchRule.of(
                        noClasses()
                                .that(not(resideInAPackage(below("examples"))))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(below("examples")))
                .and(slices().matching(root + ".examples.(*)..").should().notDependOnEachOther());
    }

    // What storage tells about itself is for those who observe it; ObservedServer is what chapter
    // 6's Main wires, in a class of its own because a test starts it, too.
    private ArchRule onlyMainChoosesStorage() {
        return noClasses()
                .that(
                        resideInAnyPackage(
                                        below("grpc"),
                                        below("security"),
                                        below("observability"),
                                        below("discovery"))
                                .and(not(simpleName("Main")))
                                .and(not(nameMatching(".*\\.ObservedServer(\\$.*)?"))))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(below("storage"))
                                .and(not(simpleName("StorageListener")))
                                .and(not(simpleName("SegmentInfo"))));
    }

    private ArchRule nettyStaysInTheServers() {
        return noClasses()
                .that(
                        not(resideInAnyPackage(
                                        below("http"),
                                        below("security"),
                                        below("discovery"),
                                        below("bench")))
                                .and(not(nameMatching(GRPC_ENDS))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..");
    }

    private ArchRule onlyTheProtocolKnowsAtomix() {
        return noClasses()
                .that(
                        resideInAPackage(below("discovery"))
                                .and(not(nameMatching(".*\\.(Swim|SwimMessages)(\\$.*)?"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.atomix..");
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
                .resideOutsideOfPackages(
                        "..jmh_generated..",
                        "proglog.v1",
                        "proglog.cluster.v1",
                        "proglog.agent.v1",
                        "proglog.console.v1",
                        "proglog.bench.etcd.v3")
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
