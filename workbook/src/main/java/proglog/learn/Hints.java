package proglog.learn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The hints of one task, from its file: a heading `## 1` before the first, and so on. Immutable.
record Hints(List<String> hints) {

    /// How many each task has.
    static final int EACH = 3;

    static Hints of(Path file) {
        if (!Files.exists(file)) {
            return new Hints(List.of());
        }
        String[] parts = Chapter.read(file).split("(?m)^## \\d+ *\n", -1);
        return new Hints(Arrays.stream(parts).skip(1).map(String::strip).toList());
    }
}
