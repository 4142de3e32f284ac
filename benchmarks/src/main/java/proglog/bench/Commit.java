package proglog.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Which sources were measured.
final class Commit {

    private static final String UNKNOWN = "unknown";

    private Commit() {}

    /// What git says about the current directory.
    static String current() throws InterruptedException {
        try {
            Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? answer.strip() : UNKNOWN;
        } catch (IOException _) { // no git
            return UNKNOWN;
        }
    }
}
