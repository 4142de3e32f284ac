package proglog.consensus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The engines there are.
public enum EngineKind {
    /// SOFAJRaft on chapter 3's files.
    JRAFT,
    /// Atomix's Raft.
    ATOMIX;

    /// The engine that the command line calls `name`.
    public static EngineKind of(String name) {
        List<String> known = Arrays.stream(values()).map(EngineKind::toString).toList();
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "unknown engine '%s', it is one of %s".formatted(name, known));
        }
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
