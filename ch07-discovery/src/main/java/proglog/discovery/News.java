package proglog.discovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Remembers what was last said of whom, so that it is not said again and again. For many threads.
///
/// Remembers the newest few hundred only: who is forgotten is worth a line once more.
final class News {

    private static final int REMEMBERED = 256;

    private final Map<String, String> said =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// Whether `text` is something else than what was said of `subject` before.
    synchronized boolean isNew(String subject, String text) {
        return !text.equals(said.put(subject, text));
    }

    /// What was said of `subject` holds no more; there was something, if it is present.
    synchronized Optional<String> forget(String subject) {
        return Optional.ofNullable(said.remove(subject));
    }
}
