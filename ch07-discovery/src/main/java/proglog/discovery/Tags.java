package proglog.discovery;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What members say of themselves, and the one tag they use among themselves.
final class Tags {

    /// How the tags begin that are not for users.
    static final String RESERVED = "proglog-";

    /// Says goodbye.
    static final String LEFT = RESERVED + "left";

    private Tags() {}

    static Map<String, String> of(Properties properties) {
        Map<String, String> tags = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!name.startsWith(RESERVED)) {
                tags.put(name, properties.getProperty(name));
            }
        }
        return tags;
    }

    static boolean sayGoodbye(Properties properties) {
        return properties.containsKey(LEFT);
    }
}
