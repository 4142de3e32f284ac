package proglog.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/// The image of a node, built once for all tests from what Maven has just packaged; no registry is
/// asked.
final class ProglogImage {

    private static final String TAG = "proglog:under-test";
    private static final String NEXT = "proglog:under-test-next";
    private static final String AGAIN = "proglog:under-test-again";

    private ProglogImage() {}

    /// Its name.
    static String name() {
        return Built.NAME;
    }

    /// What an upgrade goes to: the image that the variable `PROGLOG_NEXT_IMAGE` names, or else the
    /// same under another name.
    static String next() {
        String named = System.getenv("PROGLOG_NEXT_IMAGE");
        if (named != null) {
            return named;
        }
        String[] parts = NEXT.split(":");
        DockerClientFactory.instance().client().tagImageCmd(name(), parts[0], parts[1]).exec();
        return NEXT;
    }

    /// The same once more, of the same jars, with nothing taken from the first one.
    static String again() {
        String context = Path.of("target", "image-again").toAbsolutePath().toString();
        build(AGAIN, "--again", "--context", context);
        return AGAIN;
    }

    private static void build(String tag, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Repository.CHAPTER.resolve("image").toString());
        command.addAll(List.of("--built", "--own-base", "-t", tag));
        command.addAll(List.of(more));
        Program.run(command);
    }

    private static final class Built {

        static final String NAME =
                Optional.ofNullable(System.getenv("PROGLOG_IMAGE")).orElseGet(Built::build);

        static String build() {
            ProglogImage.build(TAG);
            return TAG;
        }
    }
}
