package proglog.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The settings in a file: `key: value`, a line each; a list may also be a list of YAML's.
record YamlFile(Path path) {

    private static final int MOST_BYTES = 1024 * 1024;

    /// Reads all of them.
    Map<Setting, Given> read() throws IOException {
        Map<Setting, Given> settings = new EnumMap<>(Setting.class);
        LoadSettings limits =
                LoadSettings.builder()
                        .setLabel(path.toString())
                        .setCodePointLimit(MOST_BYTES)
                        .build();
        try (InputStream file = Files.newInputStream(path)) {
            new Compose(limits).composeInputStream(file).ifPresent(root -> addAll(root, settings));
            return settings;
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new ConfigurationException(
                    "%s line %d is not YAML: %s".formatted(path, line, broken.getProblem()));
        } catch (YamlEngineException broken) {
            throw new ConfigurationException(
                    "%s is not YAML: %s".formatted(path, broken.getMessage()));
        }
    }

    private void addAll(Node root, Map<Setting, Given> settings) {
        if (!(root instanceof MappingNode mapping)) {
            throw new ConfigurationException(
                    "%s does not consist of lines like 'rpc-port: 8400'".formatted(path));
        }
        for (NodeTuple line : mapping.getValue()) {
            add(line, settings);
        }
    }

    private void add(NodeTuple line, Map<Setting, Given> settings) {
        String origin = origin(line.getKeyNode());
        String key = line.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?";
        Setting setting =
                Setting.of(key)
                        .orElseThrow(() ->
                                ConfigurationException.unknown(
                                        key, origin, Setting.nearestKey(key)));
        if (setting == Setting.CONFIG_FILE) {
            throw new ConfigurationException(
                    "%s (%s) cannot be set in a file".formatted(key, origin));
        }
        Given given = new Given(text(setting, line.getValueNode(), origin), origin);
        Given earlier = settings.put(setting, given);
        if (earlier != null) {
            throw new ConfigurationException(
                    "%s is set twice (%s and %s)".formatted(key, earlier.origin(), origin));
        }
    }

    private static String text(Setting setting, Node value, String origin) {
        return switch (value) {
            case ScalarNode scalar when scalar.getValue().isEmpty() && scalar.isPlain() ->
                    throw ConfigurationException.of(
                            setting, new Given("", origin), setting.type().expected());
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode list when setting.type() == SettingType.LIST ->
                    items(setting, list.getValue(), origin);
            default ->
                    throw ConfigurationException.of(
                            setting, new Given("...", origin), setting.type().expected());
        };
    }

    private static String items(Setting setting, List<Node> items, String origin) {
        return items.stream()
                .map(item -> text(setting, item, origin))
                .collect(Collectors.joining(","));
    }

    private String origin(Node node) {
        return path + node.getStartMark().map(mark -> " line " + (mark.getLine() + 1)).orElse("");
    }
}
