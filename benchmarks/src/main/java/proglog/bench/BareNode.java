package proglog.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.bridge.SLF4JBridgeHandler;
import proglog.consensus.ClusterNode;
import proglog.consensus.Consensus;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.Engine;
import proglog.consensus.PeerNetwork;
import proglog.consensus.jraft.JRaftConsensus;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// A node of the bare engine: the same consensus on the same log and network, under a machine that
/// does nothing. It measures itself, as it is asked by standard input, until that ends.
final class BareNode {

    private static final String HOST = "127.0.0.1";
    private static final String CLUSTER_ID = "bare";

    private BareNode() {}

    /// Arguments: this node's number, its directory, the certificates', and the nodes' ports.
    public static void main(String[] args) throws IOException, InterruptedException {
        Logging.toStandardError();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        List<ClusterNode> founders = new ArrayList<>();
        for (String port : List.of(args).subList(3, args.length)) {
            String address = HOST + ":" + port;
            founders.add(new ClusterNode("node-" + founders.size(), address, address));
        }
        ClusterNode self = founders.get(Integer.parseInt(args[0]));
        ConsensusConfig config = ConsensusConfig.of(self, Path.of(args[1])).withFounders(founders);
        try (MutualTls tls = MutualTls.open(TlsFiles.in(Path.of(args[2]), "peer"));
                PeerNetwork network = PeerNetwork.open(tls, CLUSTER_ID)) {
            Engine engine = JRaftConsensus.engine(config, network);
            try (Consensus<Boolean> consensus = engine.start(new BareMachine())) {
                String[] hostAndPort = self.raftAddress().split(":", -1);
                network.start(
                        new InetSocketAddress(
                                InetAddress.ofLiteral(HOST), Integer.parseInt(hostAndPort[1])));
                answerQuestions(consensus);
                Runtime.getRuntime().halt(0); // who asked is gone, there is nothing to drain
            }
        }
    }

    private static void answerQuestions(Consensus<Boolean> consensus)
            throws IOException, InterruptedException {
        BufferedReader questions =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            System.out.println(answer(consensus, line.split(" ", -1)));
        }
    }

    private static String answer(Consensus<Boolean> consensus, String... words)
            throws IOException, InterruptedException {
        BareLoad load = new BareLoad(consensus);
        int[] numbers = new int[words.length];
        for (int i = 1; i < words.length; i++) {
            numbers[i] = Integer.parseInt(words[i]);
        }
        return switch (BareEngine.Question.valueOf(words[0])) {
            case LEADS -> consensus.leadership().isSelf() ? "1" : "0";
            case RATE -> text(load.rate(numbers[1], numbers[2], Duration.ofMillis(numbers[3])));
            case CALLED_RATE ->
                    text(load.calledRate(numbers[1], numbers[2], Duration.ofMillis(numbers[3])));
            case MICROS -> {
                Samples micros = load.micros(numbers[1], numbers[2]);
                yield text(micros.median()) + " " + text(micros.percentile(99));
            }
        };
    }

    private static String text(double number) {
        return String.valueOf(number);
    }
}
