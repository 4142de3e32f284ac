package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `./proglog` in a tree of its own, with a Maven and JDKs that only say how they were called.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the workflow tries proglog.cmd there")
final class LauncherTest {

    private static final String MAVEN =
            """
            #!/bin/sh
            echo "maven $*"
            case $* in *package) echo '[INFO] Building a module   [1/2]' ;; esac
            echo "$* $JAVA_HOME" >> maven-calls
            [ ! -f broken ] || { echo '[ERROR] it is broken'; exit 1; }
            mkdir -p ch03-storage/target && touch ch03-storage/target/built
            """;
    private static final String JAVA =
            """
            #!/bin/sh
            for word in "$@"; do echo "<$word>"; done
            exit 7
            """;

    @TempDir private Path folder;
    private Path tree;
    private Path jdk;

    @BeforeEach
    void makeATree() throws IOException {
        Path real = Repository.enclosing().root();
        tree = Files.createDirectories(folder.resolve("a tree")).toRealPath();
        Files.copy(real.resolve("proglog"), tree.resolve("proglog"));
        Files.createDirectories(tree.resolve("docs"));
        Files.copy(real.resolve("docs/usage.txt"), tree.resolve("docs/usage.txt"));
        Files.copy(real.resolve("pom.xml"), tree.resolve("pom.xml"));
        Files.createDirectories(tree.resolve("ch03-storage/src/main/java"));
        program(tree.resolve("mvnw"), MAVEN);
        jdk = jdk("jdk of today", "25.0.1");
    }

    @Test
    void helpNamesEveryCommandItKnows() throws IOException, InterruptedException {
        String script = Files.readString(tree.resolve("proglog"));
        String commands = script.replaceFirst("(?s).*\\ncommands='([^']*)'.*", "$1");

        Outcome help = proglog(Map.of(), "help");

        assertThat(help.exitCode()).isZero();
        assertThat(commands.split(" "))
                .hasSizeGreaterThan(5)
                .allSatisfy(command -> assertThat(help.printed()).contains("\n  " + command + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "example", "bench", "docs", "book"})
    void explainsWhatHasNoOptionsOfItsOwn(String command) throws IOException, InterruptedException {
        Outcome help = proglog(Map.of(), command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.printed()).startsWith("Usage: ./proglog <command>");
    }

    @ParameterizedTest
    @CsvSource({
        "bnech,bench",
        "tets,test",
        "u,up",
        "--hepl,help",
        "rn,run",
        "exmaple,example",
        "verison,version"
    })
    void suggestsTheNearestCommand(String said, String meant)
            throws IOException, InterruptedException {
        Outcome outcome = proglog(Map.of(), said);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.printed())
                .isEqualTo(
                        "proglog: unknown command '%s'; did you mean '%s'? ./proglog help lists them all\n"
                                .formatted(said, meant));
    }

    @Test
    void saysWhatToInstallWithoutAJdk25() throws IOException, InterruptedException {
        Path old = jdk("jdk of old", "17.0.15");

        Outcome outcome =
                proglog(Map.of("JAVA_HOME", old.toString(), "PROGLOG_JDKS", ""), "status");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.printed())
                .startsWith("proglog: no JDK 25 found.")
                .contains("brew install");
    }

    @Test
    void passesOverAnOlderJavaHome() throws IOException, InterruptedException {
        Map<String, String> environment =
                Map.of(
                        "JAVA_HOME", jdk("jdk of old", "17.0.15").toString(),
                        "JAVA25_HOME", jdk("jdk named", "25").toString(),
                        "PROGLOG_JDKS", jdk.toString());

        Outcome outcome = proglog(environment, "test", "-Pslow", "-Dtest=A B");

        assertThat(outcome).isEqualTo(new Outcome(0, "maven verify -Pslow -Dtest=A B\n"));
        assertThat(mavenCalls()).singleElement().asString().endsWith("/jdk named");
    }

    @Test
    void looksIntoTheGivenFolders() throws IOException, InterruptedException {
        Map<String, String> environment =
                Map.of("PROGLOG_JDKS", "/nowhere:%s:%s".formatted(jdk("old", "21"), jdk));

        assertThat(proglog(environment, "version").printed())
                .isEqualTo("proglog 0.1.0-SNAPSHOT\nJDK 25.0.1\n");
    }

    @Test
    void startsAServerInItsOwnPlace() throws IOException, InterruptedException {
        Outcome outcome = proglog(withJdk(), "run", "ch03", "--data", "a folder", "*");

        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.printed().lines())
                .endsWith(
                        "<@%s/jvm.flags>".formatted(tree),
                        "<-cp>",
                        "<%1$s/ch03-storage/target/classes:%1$s/ch03-storage/target/lib/*>"
                                .formatted(tree),
                        "<proglog.storage.Main>",
                        "<--data>",
                        "<a folder>",
                        "<*>");
    }

    @Test
    void hasNativeMemoryInTwoPlacesUnlessToldOtherwise() throws IOException, InterruptedException {
        program(jdk.resolve("bin/java"), "#!/bin/sh\necho \"places: $MALLOC_ARENA_MAX\"\n");
        Map<String, String> environment = new HashMap<>(withJdk());

        assertThat(proglog(environment, "run", "ch03").printed()).endsWith("places: 2\n");
        environment.put("MALLOC_ARENA_MAX", "8");
        assertThat(proglog(environment, "run", "ch03").printed()).endsWith("places: 8\n");
    }

    @Test
    void putsAReadersClassesBeforeAllOthers() throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(withJdk());
        environment.put("PROGLOG_MINE", "/mine/ch03");

        Outcome outcome = proglog(environment, "run", "ch03");

        assertThat(outcome.printed())
                .contains("<-cp>\n</mine/ch03:%s/ch03-storage/target/classes:".formatted(tree));
    }

    @ParameterizedTest
    @CsvSource({
        "run ch01,<proglog.http.Main>",
        "run ch04,<proglog.grpc.Main>",
        "run ch05,<proglog.security.Main>",
        "run ch06,<proglog.observability.Main>",
        "run ch07,<proglog.discovery.Main>",
        "run ch08,<proglog.consensus.Main>",
        "run ch09,<proglog.loadbalance.Main>",
        "example one-value,<proglog.examples.onevalue.Main>",
        "example graft,<proglog.examples.graft.Main>",
        "example kv,<proglog.examples.kv.Main>",
        "certs,<proglog.security.CertsCommand>",
        "produce,<proglog.security.SecureLogClient>\\n<produce>",
        "consume,<proglog.security.SecureLogClient>\\n<consume>",
        "bench storage,<proglog.bench.StorageBench>",
        "bench rpc,<proglog.bench.RpcBench>",
        "bench cluster,<proglog.bench.ClusterBench>",
        "bench jmh,<org.openjdk.jmh.Main>",
        "torture,<proglog.torture.Main>",
        "up,<proglog.cli.Main>\\n<up>",
        "kill,<proglog.cli.Main>\\n<kill>",
        "status,<proglog.cli.Main>\\n<status>",
        "serve,<proglog.cli.Main>\\n<serve>",
        "produce --addr proglog:///a,<proglog.cli.Main>\\n<produce>\\n<--addr>\\n<proglog:///a>"
    })
    void startsWhatACommandNames(String command, String main)
            throws IOException, InterruptedException {
        Outcome outcome = proglog(withJdk(), (command + " --option").split(" "));

        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.printed()).endsWith(main.replace("\\n", "\n") + "\n<--option>\n");
    }

    @Test
    void asksTheLocalClusterOnceThereIsOne() throws IOException, InterruptedException {
        Path cluster = Files.createDirectories(tree.resolve("target/cluster"));
        Files.createFile(cluster.resolve("cluster.properties"));

        Outcome outcome = proglog(withJdk(), "produce", "a file");

        assertThat(outcome.printed()).endsWith("<proglog.cli.Main>\n<produce>\n<a file>\n");
    }

    @Test
    void buildsOnlyWhatIsMissingOrStale() throws IOException, InterruptedException {
        Path source = Files.createFile(tree.resolve("ch03-storage/src/main/java/A.java"));

        proglog(withJdk(), "run", "ch03");
        proglog(withJdk(), "log", "verify", "data");
        assertThat(mavenCalls())
                .hasSize(1)
                .first()
                .asString()
                .contains("-pl ch03-storage -am package");

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        proglog(withJdk(), "run", "ch03");
        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void startsFromACacheAsLongAsItFitsTheJars() throws IOException, InterruptedException {
        Path target = tree.resolve("ch10-deploy/target");
        Files.createDirectories(target.resolve("lib"));
        Path jar = Files.createFile(target.resolve("ch10-deploy-1.jar"));
        Path library = Files.createFile(target.resolve("lib/library.jar"));
        Path ours = Files.createFile(target.resolve("lib/ch01-http-log-1.jar"));
        assertThat(proglog(withJdk(), "status").printed()).doesNotContain("AOTCache");

        Path cache = Files.createDirectories(tree.resolve("target")).resolve("proglog.aot");
        Files.createFile(cache);
        Files.setLastModifiedTime(cache, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(proglog(withJdk(), "status").printed())
                .contains(
                        "<-XX:AOTCache=%s>\n".formatted(cache),
                        "<-cp>\n<%s:%s:%s>\n".formatted(jar, ours, library));

        Files.setLastModifiedTime(library, FileTime.from(Instant.now().plusSeconds(120)));
        assertThat(proglog(withJdk(), "status").printed()).doesNotContain("AOTCache");
    }

    @Test
    void startsWithoutACacheThatCannotBeMade() throws IOException, InterruptedException {
        Path target = Files.createDirectories(tree.resolve("ch10-deploy/target"));
        Files.createFile(target.resolve("ch10-deploy-1.jar"));

        Map<String, String> environment = new HashMap<>(withJdk());
        environment.put("CI", "");
        Outcome outcome = proglog(environment, "up");

        assertThat(tree.resolve("target/rehearsal.log"))
                .content()
                .contains("<-XX:AOTCacheOutput=", "<proglog.cli.Rehearsal>");
        assertThat(outcome.printed()).endsWith("<proglog.cli.Main>\n<up>\n");
    }

    @Test
    void namesTheLogOfABuildThatFailed() throws IOException, InterruptedException {
        Files.createFile(tree.resolve("broken"));

        Outcome outcome = proglog(withJdk(), "up");

        Path log = tree.resolve("target/build.log");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.printed())
                .isEqualTo(
                        "proglog: the build failed; everything it said is in %s\n[ERROR] it is broken\n"
                                .formatted(log));
        assertThat(log).content().startsWith("maven -B -DskipTests");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // the tool script has other options elsewhere
    void showsATerminalWhichModuleIsBuilt() throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(withJdk());
        environment.put("PATH", pathWithoutJava());
        environment.put("SHELL", "/bin/sh");
        String script = toolOnPath("script").toString();

        Outcome outcome =
                Outcome.of(tree, environment, List.of(script, "-qec", "./proglog up", "/dev/null"));

        assertThat(outcome.exitCode()).isEqualTo(7); // of what is started here
        assertThat(outcome.printed())
                .contains(
                        "building ch10-deploy; the first time",
                        "\r\033[Kbuilding a module [1/2] ...")
                .endsWith("<proglog.cli.Main>\r\n<up>\r\n");
        assertThat(tree.resolve("target/build.log"))
                .content()
                .contains("Building a module   [1/2]");
    }

    private Outcome proglog(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./proglog"));
        command.addAll(List.of(arguments));
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", pathWithoutJava());
        return Outcome.of(tree, all, command);
    }

    private Map<String, String> withJdk() {
        return Map.of("PROGLOG_JDKS", jdk.toString());
    }

    private List<String> mavenCalls() throws IOException {
        return Files.readAllLines(tree.resolve("maven-calls"));
    }

    // A folder with the tools of the script and nothing else.
    private String pathWithoutJava() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool :
                "sh awk cat dirname find grep head mkdir readlink sed touch tr".split(" ")) {
            Path link = tools.resolve(tool);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, toolOnPath(tool));
            }
        }
        program(tools.resolve("unzip"), "#!/bin/sh\n");
        return tools.toString();
    }

    private static Path toolOnPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        program(home.resolve("bin/javac"), JAVA);
        program(home.resolve("bin/java"), JAVA);
        return home;
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
