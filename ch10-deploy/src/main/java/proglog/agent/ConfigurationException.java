package proglog.agent;

/// A setting that cannot be meant: which one, what was found, where, and what it has to be.
public final class ConfigurationException extends IllegalArgumentException {

    ConfigurationException(String message) {
        super(message);
    }

    /// `setting` is `value`, according to `origin`, and must be something else.
    static ConfigurationException of(Setting setting, Given given, String expected) {
        return new ConfigurationException(
                "%s is '%s' (%s), must be %s"
                        .formatted(setting.key(), given.text(), given.origin(), expected));
    }

    /// Nothing is called `name`.
    static ConfigurationException unknown(String name, String origin, String nearest) {
        return new ConfigurationException(
                "unknown setting '%s' (%s); did you mean '%s'?".formatted(name, origin, nearest));
    }
}
