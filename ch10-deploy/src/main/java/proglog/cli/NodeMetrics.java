package proglog.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a node tells operators about itself. Immutable.
///
/// @param values by the name of the series
/// @param lag on the leader, by node: how many entries it is behind
record NodeMetrics(Map<String, Long> values, Map<String, Long> lag) {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern LINE =
            Pattern.compile("(proglog_\\w+?)(?:_ratio)?(\\{.*})? ([-+.\\dE]+)");
    private static final Pattern NODE = Pattern.compile("proglog_node=\"([^\"]*)\"");

    NodeMetrics {
        values = Map.copyOf(values);
        lag = Map.copyOf(lag);
    }

    /// What `node` says now; empty when it does not answer.
    static Optional<NodeMetrics> of(LocalNode node) {
        try {
            URLConnection connection =
                    URI.create(node.console() + "/metrics").toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            try (InputStream page = connection.getInputStream()) {
                return Optional.of(parse(new String(page.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static NodeMetrics parse(String page) {
        Map<String, Long> values = new HashMap<>();
        Map<String, Long> lag = new HashMap<>();
        for (String line : page.split("\n")) {
            Matcher found = LINE.matcher(line);
            if (!found.matches()) {
                continue;
            }
            long value = (long) Double.parseDouble(found.group(3));
            Matcher node = NODE.matcher(Optional.ofNullable(found.group(2)).orElse(""));
            if (found.group(1).equals("proglog_raft_lag") && node.find()) {
                lag.put(node.group(1), value);
            } else {
                values.put(found.group(1), value);
            }
        }
        return new NodeMetrics(values, lag);
    }

    boolean leads() {
        return is("proglog_raft_leading");
    }

    boolean hasFailed() {
        return is("proglog_raft_failed");
    }

    private boolean is(String name) {
        return values.getOrDefault(name, 0L) == 1;
    }

    /// A value, as it is printed.
    String text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::valueOf).orElse("-");
    }

    /// The records it has, as it is printed.
    String offsets() {
        return "[%s, %s)"
                .formatted(text("proglog_log_offset_first"), text("proglog_log_offset_next"));
    }
}
