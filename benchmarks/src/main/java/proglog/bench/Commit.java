package proglog.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which sources were measured.
final class Commit {

    private static final String UNKNOWN = "unknown";

    private Commit() {}

    /// What git says about the place where the running classes are.
    static String current() throws InterruptedException {
        String classPath = System.getProperty("java.class.path", "");
        Path classes = Path.of(classPath.split(File.pathSeparator, -1)[0]);
        if (!Files.isDirectory(classes)) {
            return UNKNOWN;
        }
        try {
            Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
                            .directory(classes.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? answer.strip() : UNKNOWN;
        } catch (IOException _) { // no git
            return UNKNOWN;
        }
    }
}
