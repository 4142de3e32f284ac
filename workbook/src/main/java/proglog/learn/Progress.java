package proglog.learn;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// What `./learn` remembers from one command to the next, in a file. For one thread only.
final class Progress {

    private final Path file;

    Progress(Path memory) {
        this.file = memory.resolve("progress.properties");
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(read().getProperty(key));
    }

    void put(String key, String value) {
        Properties all = read();
        all.setProperty(key, value);
        write(all);
    }

    void remove(String key) {
        Properties all = read();
        if (all.remove(key) != null) {
            write(all);
        }
    }

    private Properties read() {
        Properties all = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                all.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private void write(Properties all) {
        StringWriter text = new StringWriter();
        try {
            all.store(text, null);
            Desk.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
