package proglog.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import proglog.Task;

/// What every setting is, and who says so: a flag before the environment before the file before
/// what is usual. Immutable.
public final class Configuration {

    /// The variable that says where `./proglog up` keeps its nodes: no setting of a node, and no
    /// slip.
    public static final String CLUSTER_DIR = "PROGLOG_CLUSTER_DIR";

    private static final String PREFIX = "PROGLOG_";
    private static final int A_SLIP = 2; // letters

    private final Map<Setting, Given> given;

    private Configuration(Map<Setting, Given> given) {
        this.given = given;
    }

    /// Reads the file and puts all together. Refuses what is not known and what cannot be read, as
    /// a [ConfigurationException].
    public static Configuration read(Map<Setting, String> flags, Map<String, String> environment)
            throws IOException {
        refuseSlips(environment);
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            given.put(setting, fallback(setting, environment));
        }
        Map<Setting, Given> set = set(flags, environment);
        given.putAll(file(set));
        given.putAll(set);
        given.forEach(Configuration::requireReadable);
        return new Configuration(Collections.unmodifiableMap(given));
    }

    /// What is in force without any flag, variable or file.
    private static Given fallback(Setting setting, Map<String, String> environment) {
        String host = environment.get("HOSTNAME");
        return setting == Setting.NODE_NAME && host != null && !host.isBlank()
                ? new Given(host, "HOSTNAME")
                : new Given(setting.fallback(), "default");
    }

    @Task("10.1")
    private static Map<Setting, Given> set(
            Map<Setting, String> flags, Map<String, String> environment) {
        Map<Setting, Given> set = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String flag = flags.get(setting);
            String variable = environment.get(setting.variable());
            if (flag != null) {
                set.put(setting, new Given(flag, "--" + setting.key()));
            } else if (variable != null) {
                set.put(setting, new Given(variable, setting.variable()));
            }
        }
        return set;
    }

    // A variable of another program's may begin like ours; one that is nearly ours is a slip.
    private static void refuseSlips(Map<String, String> environment) {
        List<String> known = Arrays.stream(Setting.values()).map(Setting::variable).toList();
        for (String variable : environment.keySet()) {
            if (variable.startsWith(PREFIX)
                    && !known.contains(variable)
                    && !variable.equals(CLUSTER_DIR)) {
                known.stream()
                        .filter(ours -> Spelling.distance(variable, ours) <= A_SLIP)
                        .findFirst()
                        .ifPresent(ours -> {
                            throw ConfigurationException.unknown(variable, "environment", ours);
                        });
            }
        }
    }

    private static Map<Setting, Given> file(Map<Setting, Given> set) throws IOException {
        Given named = set.get(Setting.CONFIG_FILE);
        if (named == null) {
            Path usual = Path.of(Setting.CONFIG_FILE.fallback());
            return Files.exists(usual) ? new YamlFile(usual).read() : Map.of();
        }
        Path path = Path.of(named.text());
        if (!Files.isRegularFile(path)) {
            throw new ConfigurationException("no file %s (%s)".formatted(path, named.origin()));
        }
        return new YamlFile(path).read();
    }

    private static void requireReadable(Setting setting, Given given) {
        boolean mayBeEmpty = setting.fallback().isEmpty();
        if (!setting.type().accepts(given.text()) || (given.text().isBlank() && !mayBeEmpty)) {
            throw ConfigurationException.of(setting, given, setting.type().expected());
        }
    }

    /// What `setting` is, and who says so.
    public Given given(Setting setting) {
        return Objects.requireNonNull(given.get(setting));
    }

    String text(Setting setting) {
        return given(setting).text();
    }

    Path path(Setting setting) {
        return Path.of(text(setting));
    }

    int port(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    long bytes(Setting setting) {
        return SettingType.bytes(text(setting));
    }

    Duration time(Setting setting) {
        return SettingType.time(text(setting));
    }

    boolean isOn(Setting setting) {
        return SettingType.isOn(text(setting));
    }

    /// Refuses `setting` unless `holds`.
    void require(boolean holds, Setting setting, String expected) {
        if (!holds) {
            throw ConfigurationException.of(setting, given(setting), expected);
        }
    }
}
