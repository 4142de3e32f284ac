package proglog.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Which version of the program this is, as its build has written it down.
public final class Version {

    private static final String FILE = "version";

    private Version() {}

    /// Such as `0.1.0`; `unknown` when nobody has written it down.
    public static String text() {
        try (InputStream file = Version.class.getResourceAsStream(FILE)) {
            return file == null
                    ? "unknown"
                    : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
