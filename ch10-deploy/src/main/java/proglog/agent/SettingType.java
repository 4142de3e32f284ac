package proglog.agent;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the text of a setting has to be. Each is read by the method of its name, which throws
/// `IllegalArgumentException` for what it cannot read.
public enum SettingType {
    /// Any text.
    TEXT("<text>", "a text"),
    /// A file or a folder.
    PATH("<path>", "a path"),
    /// A port that others have to know.
    PORT("<port>", "a port from 1 to 65535"),
    /// A port, or 0 for any free one.
    ANY_PORT("<port>", "a port from 0 to 65535"),
    /// A number of bytes.
    BYTES("<bytes>", "a number of bytes, such as 1048576, 64KiB, 16MiB or 2GiB"),
    /// A length of time.
    TIME("<time>", "a time, such as 250ms, 10s, 5m, 12h or 7d"),
    /// On or off.
    SWITCH("true|false", "true or false"),
    /// Texts with commas between them.
    LIST("<a,b>", "a list with commas between its parts"),
    /// A share.
    RATIO("<0..1>", "a number from 0 to 1"),
    /// How nodes agree.
    ENGINE("jraft|atomix", "jraft or atomix"),
    /// Where something is reached; empty for nowhere of its own.
    PLACE("<host:port>", "host:port"),
    /// An address on the web; empty for none.
    URL("<url>", "an http or https address");

    private static final int MOST_PORT = 65_535;
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,18})([A-Za-z]*)");
    private static final Map<String, Long> BYTES_BY_UNIT =
            Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
    private static final Map<String, Duration> TIME_BY_UNIT =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));

    private final String label;
    private final String expected;

    SettingType(String label, String expected) {
        this.label = label;
        this.expected = expected;
    }

    /// What stands for a value in a command's help: `<port>`.
    public String label() {
        return label;
    }

    /// What a value has to be, after "must be".
    String expected() {
        return expected;
    }

    /// Whether `text` can be read as this.
    boolean accepts(String text) {
        try {
            read(text);
            return true;
        } catch (IllegalArgumentException | ArithmeticException _) {
            return false;
        }
    }

    private Object read(String text) {
        return switch (this) {
            case TEXT, PATH -> text;
            case PORT -> port(text, 1);
            case ANY_PORT -> port(text, 0);
            case BYTES -> bytes(text);
            case TIME -> time(text);
            case SWITCH -> isOn(text);
            case LIST -> list(text);
            case RATIO -> ratio(text);
            case ENGINE -> engine(text);
            case PLACE -> place(text);
            case URL -> url(text);
        };
    }

    private static int port(String text, int least) {
        int port = Integer.parseInt(text);
        require(port >= least && port <= MOST_PORT);
        return port;
    }

    static long bytes(String text) {
        Matcher parts = parts(text);
        long unit = known(BYTES_BY_UNIT.get(parts.group(2)));
        return Math.multiplyExact(Long.parseLong(parts.group(1)), unit);
    }

    static Duration time(String text) {
        Matcher parts = parts(text);
        Duration unit = known(TIME_BY_UNIT.get(parts.group(2)));
        return unit.multipliedBy(Long.parseLong(parts.group(1)));
    }

    private static Matcher parts(String text) {
        Matcher parts = NUMBER_AND_UNIT.matcher(text);
        require(parts.matches());
        return parts;
    }

    static boolean isOn(String text) {
        require(text.equals("true") || text.equals("false"));
        return text.equals("true");
    }

    static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    static double ratio(String text) {
        double ratio = Double.parseDouble(text);
        require(ratio >= 0 && ratio <= 1);
        return ratio;
    }

    private static String engine(String text) {
        require(text.equals("jraft") || text.equals("atomix"));
        return text;
    }

    private static String place(String text) {
        require(text.isEmpty() || text.matches("([^:/\\[\\] ]+|\\[[0-9a-fA-F:.]+]):\\d{1,5}"));
        return text;
    }

    private static String url(String text) {
        if (!text.isEmpty()) {
            URI address = URI.create(text);
            require(
                    address.getHost() != null
                            && String.valueOf(address.getScheme()).matches("https?"));
        }
        return text;
    }

    private static <T> T known(@Nullable T unit) {
        if (unit == null) {
            throw new IllegalArgumentException();
        }
        return unit;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
