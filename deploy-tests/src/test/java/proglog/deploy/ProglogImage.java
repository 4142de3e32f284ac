package proglog.deploy;

import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/// The image of a node, built once for all tests from what Maven has just packaged; no registry is
/// asked.
final class ProglogImage {

    private static final String TAG = "proglog:under-test";
    private static final String NEXT = "proglog:under-test-next";

    private ProglogImage() {}

    /// Its name.
    static String name() {
        return Built.NAME;
    }

    /// The same under another name: what an upgrade goes to.
    static String next() {
        String[] parts = NEXT.split(":");
        DockerClientFactory.instance().client().tagImageCmd(name(), parts[0], parts[1]).exec();
        return NEXT;
    }

    private static final class Built {

        static final String NAME =
                Optional.ofNullable(System.getenv("PROGLOG_IMAGE")).orElseGet(Built::build);

        static String build() {
            Program.run(
                    List.of(
                            Repository.CHAPTER.resolve("image").toString(),
                            "--built",
                            "--own-base",
                            "-t",
                            TAG));
            return TAG;
        }
    }
}
