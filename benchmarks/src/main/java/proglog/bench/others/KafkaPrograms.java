package proglog.bench.others;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Kafka's broker and the tool that it needs before. Immutable.
///
/// @param jars of Kafka and all that it needs
record KafkaPrograms(List<Path> jars) {

    /// The file in a node's directory that says how it is set.
    static final String SETTINGS = "server.properties";

    private static final String CLUSTER_ID = "Y29tcGFyZWQtd2l0aC1rYQ";

    // What kafka-server-start.sh gives a broker.
    private static final List<String> FLAGS =
            List.of(
                    "-server",
                    "-Xms1G",
                    "-Xmx1G",
                    "-XX:+UseG1GC",
                    "-XX:MaxGCPauseMillis=20",
                    "-XX:InitiatingHeapOccupancyPercent=35",
                    "-XX:+ExplicitGCInvokesConcurrent",
                    "-Djava.awt.headless=true",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    /// Which Kafka this is.
    String version() {
        return jars.stream()
                .map(jar -> jar.getFileName().toString())
                .filter(name -> name.startsWith("kafka-clients-"))
                .map(name -> name.replaceAll("kafka-clients-|\\.jar", ""))
                .findFirst()
                .orElse("unknown");
    }

    /// Makes directories of nodes, with their settings in them, ready.
    void format(List<Path> homes) throws IOException, InterruptedException {
        List<Server> tools = new ArrayList<>();
        try {
            for (Path home : homes) {
                List<String> command = java("kafka.tools.StorageTool");
                command.addAll(List.of("format", "-t", CLUSTER_ID, "-c", SETTINGS));
                tools.add(Server.start(command, home));
            }
            for (Server tool : tools) {
                tool.awaitSuccess();
            }
        } finally {
            tools.forEach(Server::close);
        }
    }

    /// Starts the node whose directory this is.
    Server start(Path home) throws IOException {
        List<String> command = java("kafka.Kafka");
        command.add(SETTINGS);
        return Server.start(command, home);
    }

    private List<String> java(String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-cp");
        command.add(
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main);
        return command;
    }
}
