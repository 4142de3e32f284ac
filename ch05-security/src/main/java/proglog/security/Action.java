package proglog.security;

import java.util.Locale;

/// What a subject may do to a log. Policies name it in lower case.
public enum Action {
    /// Append records.
    PRODUCE("produce to"),
    /// Read records, and ask which there are.
    CONSUME("consume from"),
    /// Look inside the server: its services (reflection), its connections and their peers
    /// (channelz).
    INSPECT("inspect");

    private final String phrase;

    Action(String phrase) {
        this.phrase = phrase;
    }

    /// Its name in a policy: `produce`.
    public String policyName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Its name in a sentence, before an object: `produce to`.
    String phrase() {
        return phrase;
    }
}
