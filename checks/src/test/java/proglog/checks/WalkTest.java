package proglog.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import proglog.learn.Proof;

/// Through the whole course as a reader goes: each next step is the command that the last one
/// named, from the doctor to a cluster on the reader's classes. Instead of thinking, this reader
/// takes the solutions.
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are called as shell scripts")
final class WalkTest {

    private static final Pattern STEP =
            Pattern.compile("\\./learn (?:(start) (\\d+)|(check) (\\d+\\.\\d+)|cluster)");
    private static final Pattern ALL_GREEN = Pattern.compile("(\\d+) of \\1 tasks are green");
    private static final Path GATE = Path.of("ch10-deploy/mine/proglog/agent/AdminGate.java");
    private static final String WORDS = "another page may not do this";
    private static final String OWN_WORDS = "my own gate does not like that page";

    private final Path root = Repository.enclosing().root();

    @TempDir private Path folder;
    private Map<String, String> environment = Map.of();
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        port = FreePorts.firstOfARow();
        environment = new HashMap<>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PROGLOG_LEARN", folder.resolve("reader").toString());
        environment.put("PROGLOG_CLUSTER_DIR", folder.resolve("cluster").toString());
        environment.put("PROGLOG_PORT", String.valueOf(port));
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (Files.exists(folder.resolve("cluster"))) {
            say("proglog", "down", "--delete");
        }
    }

    @Test
    @Timeout(1800)
    void goesFromTheDoctorToTheCluster() throws IOException, InterruptedException {
        List<Integer> chapters = walk();

        assertThat(chapters).isEqualTo(Proof.chapters(root));
        for (int chapter : chapters) {
            assertThat(learn("check", String.valueOf(chapter))).containsPattern(ALL_GREEN);
        }
        assertThat(learn("carry", "8"))
                .contains("ch01-http-log: ", "ch08-consensus: ")
                .containsPattern(ALL_GREEN);

        changeTheGate();
        learn("cluster");

        for (int node = 0; node < 3; node++) {
            assertThat(fromAnotherPage(port + 10 * node + 3)).contains(OWN_WORDS);
        }
        Path words = Files.writeString(folder.resolve("words"), "what I wrote\n");
        say("proglog", "produce", words.toString());
        assertThat(say("proglog", "consume")).isEqualTo("what I wrote\n");
    }

    // The chapters in the order in which they came.
    private List<Integer> walk() throws IOException, InterruptedException {
        List<Integer> chapters = new ArrayList<>();
        String said = learn("doctor");
        while (true) {
            Matcher step = STEP.matcher(said);
            assertThat(step.find()).as(said).isTrue();
            if (step.group(1) != null) {
                chapters.add(Integer.valueOf(step.group(2)));
                said = learn("start", step.group(2));
            } else if (step.group(3) != null) {
                learn("solution", step.group(4), "--take");
                assertThat(learn("check", step.group(4))).contains("\ngreen: ");
                said = learn();
            } else {
                return chapters;
            }
        }
    }

    // To see that it is the reader's class that runs.
    private void changeTheGate() throws IOException {
        Path file = folder.resolve("reader").resolve(GATE);
        String gate = Files.readString(file);
        assertThat(gate).contains(WORDS);
        Files.writeString(file, gate.replace(WORDS, OWN_WORDS));
    }

    private static String fromAnotherPage(int port) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/traces".formatted(port)))
                            .version(HttpClient.Version.HTTP_1_1)
                            .header("Origin", "http://elsewhere.example")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private String learn(String... words) throws IOException, InterruptedException {
        return say("learn", words);
    }

    private String say(String script, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve(script).toString()));
        command.addAll(Arrays.asList(words));
        Outcome outcome = Outcome.of(folder, environment, command);
        assertThat(outcome.exitCode()).as(command + "\n" + outcome.printed()).isZero();
        return outcome.printed();
    }
}
