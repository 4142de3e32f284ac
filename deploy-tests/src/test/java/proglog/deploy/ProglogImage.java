package proglog.deploy;

import com.github.dockerjava.api.model.ContainerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /// What an upgrade goes to: the image that the variable `PROGLOG_NEXT_IMAGE` names, or else one
    /// of another build.
    static String next() {
        return Next.NAME;
    }

    /// Which version the program in the image `name` says that it is.
    static String version(String name) {
        ContainerConfig config =
                Objects.requireNonNull(
                        DockerClientFactory.instance()
                                .client()
                                .inspectImageCmd(name)
                                .exec()
                                .getConfig());
        return Objects.requireNonNull(
                Objects.requireNonNull(config.getLabels()).get("org.opencontainers.image.version"));
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

    private static final class Next {

        static final String NAME =
                Optional.ofNullable(System.getenv("PROGLOG_NEXT_IMAGE")).orElseGet(Next::build);

        static String build() {
            NextBuild.make(NEXT, name(), version(name()) + ".next");
            return NEXT;
        }
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
