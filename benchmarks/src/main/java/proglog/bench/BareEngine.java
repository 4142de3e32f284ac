package proglog.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Three [BareNode]s: what the engine does without a log, without clients, without their TLS. For
/// one thread only.
final class BareEngine implements AutoCloseable {

    /// What a node can be asked.
    enum Question {
        /// Whether it leads: 1, or 0.
        LEADS,
        /// How many commands a second: bytes, how many in flight, milliseconds.
        RATE,
        /// The same with callers that wait: bytes, how many of them, milliseconds.
        CALLED_RATE,
        /// How long one takes, p50 and p99 in microseconds: bytes, how many of them.
        MICROS
    }

    private final List<Asked> nodes;

    private BareEngine(List<Asked> nodes) {
        this.nodes = nodes;
    }

    private record Asked(NodeProcess process, PrintWriter questions, BufferedReader answers) {

        String ask(Question question, Object... numbers) throws IOException {
            StringBuilder line = new StringBuilder(question.toString());
            for (Object number : numbers) {
                line.append(' ').append(number);
            }
            questions.println(line);
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("a bare node ended before it answered " + line);
            }
            return answer;
        }
    }

    /// Starts them in a new `directory`; returns when one leads.
    static BareEngine start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path certificates = directory.resolve("certs");
        LoopbackTls.create(certificates).close();
        List<Ports> ports = Ports.free(Cluster.NODES);
        BareEngine engine = new BareEngine(new ArrayList<>());
        try {
            for (int number = 0; number < Cluster.NODES; number++) {
                engine.nodes.add(node(directory, certificates, ports, number));
            }
            var _ = engine.leader();
            return engine;
        } catch (IOException | InterruptedException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static Asked node(Path directory, Path certificates, List<Ports> ports, int number)
            throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add(String.valueOf(number));
        arguments.add(directory.resolve("node-" + number).toString());
        arguments.add(certificates.toString());
        ports.forEach(each -> arguments.add(String.valueOf(each.raft())));
        NodeProcess process = NodeProcess.startAsked(BareNode.class, arguments);
        return new Asked(
                process,
                new PrintWriter(process.process().outputWriter(), true),
                process.process().inputReader());
    }

    private Asked leader() throws IOException, InterruptedException {
        List<Asked> found = new ArrayList<>();
        Await.until(
                "a bare node that leads",
                Node.PATIENCE,
                () -> {
                    for (Asked node : nodes) {
                        if (node.ask(Question.LEADS).equals("1")) {
                            found.add(node);
                            return true;
                        }
                    }
                    return false;
                });
        return found.getFirst();
    }

    /// Commands of so many bytes, so many in flight: how many a second.
    double rate(int bytes, int inFlight, Duration duration)
            throws IOException, InterruptedException {
        return Double.parseDouble(
                leader().ask(Question.RATE, bytes, inFlight, duration.toMillis()));
    }

    /// Commands of so many bytes by so many callers that wait for each: how many a second.
    double calledRate(int bytes, int callers, Duration duration)
            throws IOException, InterruptedException {
        return Double.parseDouble(
                leader().ask(Question.CALLED_RATE, bytes, callers, duration.toMillis()));
    }

    /// How long a command of so many bytes takes, in microseconds.
    Latency latency(int bytes, int count) throws IOException, InterruptedException {
        String[] parts = leader().ask(Question.MICROS, bytes, count).split(" ", -1);
        return new Latency(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.process().close());
    }
}
