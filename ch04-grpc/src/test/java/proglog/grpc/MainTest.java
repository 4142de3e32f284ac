package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// The server as a reader starts it, in a JVM of its own.
final class MainTest {

    private static final Pattern SERVING =
            Pattern.compile("serving gRPC on 127.0.0.1:(\\d+) for clients");
    private static final int TERMINATED = 128 + 15;

    @TempDir private Path folder;
    private final Loopback loopback = new Loopback();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        loopback.close();
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void keepsWhatItAcknowledgedWhenItIsKilled() throws IOException, InterruptedException {
        Process first = start();
        assertThat(new RemoteLog(loopback.channel(address(first))).append(Bytes.utf8("a")))
                .isZero();

        first.destroyForcibly().waitFor();

        RemoteLog again = new RemoteLog(loopback.channel(address(start())));
        assertThat(again.read(0).value()).isEqualTo(Bytes.utf8("a"));
        assertThat(again.append(Bytes.utf8("b"))).isEqualTo(1);
    }

    @Test
    void endsItsStreamsAndTheLogWhenItIsToldToStop() throws IOException, InterruptedException {
        Process server = start();
        var stream = ClientStream.produce(loopback.channel(address(server)));
        stream.send(Requests.record("a"));
        stream.answers(1);

        server.destroy();

        assertThat(stream.code()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(stream.end().getStatus().getDescription())
                .startsWith("the server is shutting down");
        assertThat(server.waitFor()).isEqualTo(TERMINATED);
        try (SegmentedLog log = SegmentedLog.open(folder, SegmentedLogConfig.defaults())) {
            assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("a"));
        }
    }

    @Test
    void printsNoStackTraceForWhatAStrangerSends() throws IOException, InterruptedException {
        Process server = start();
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        InetSocketAddress address = address(server);
        try (Socket stranger = new Socket(address.getAddress(), address.getPort())) {
            stranger.setSoTimeout(30_000);
            stranger.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".repeat(9).getBytes(StandardCharsets.US_ASCII));
            stranger.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException _) {
            // reset is as good
        }
        var client = LogGrpc.newBlockingStub(loopback.channel(address));
        ProduceRequest large = Requests.zeros(ServerLimits.standard().messageBytes());
        for (String compression : List.of("identity", "gzip")) {
            assertThatThrownBy(() -> client.withCompression(compression).produce(large))
                    .hasMessageStartingWith("RESOURCE_EXHAUSTED");
        }
        ByteString tooLarge = ByteString.copyFrom(new byte[16 * 1024 * 1024 + 1]);
        assertThatThrownBy(() -> client.produce(values(tooLarge)))
                .hasMessageStartingWith("INVALID_ARGUMENT: a value of 16777217 bytes");

        server.toHandle().destroy(); // `Process` would throw away what it has said

        assertThat(out.lines()).noneMatch(line -> line.startsWith("\tat "));
    }

    private static ProduceRequest values(ByteString value) {
        return ProduceRequest.newBuilder().addValues(value).build();
    }

    @Test
    void saysWhoHasTheLog() throws IOException {
        Process server = start();
        address(server);

        assertThat(refusal("--port", "0", "--data", folder.toString()))
                .startsWith(
                        "proglog: %s is in use by process %d (".formatted(folder, server.pid()));
    }

    @Test
    void saysThatThePortIsTakenAndClosesTheLog() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(refusal("--port", port, "--data", folder.toString()))
                    .startsWith("proglog: cannot listen on 127.0.0.1:%s: ".formatted(port));
        }
        SegmentedLog.open(folder, SegmentedLogConfig.defaults()).close();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run(2, "--prot", "1")).contains("Unknown option", "--port");
        assertThat(run(2, "--port", "99999")).isEqualTo("proglog: port out of range:99999\n");
    }

    @Test
    void saysHowItIsUsed() {
        StringWriter said = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(said)).execute("--help")).isZero();
        assertThat(said.toString()).contains("--port", "8400", "--data", "./proglog run ch04");
    }

    private static String refusal(String... arguments) {
        String said = run(1, arguments);
        assertThat(said.lines()).hasSize(1);
        return said;
    }

    private static String run(int exitCode, String... arguments) {
        StringWriter complaint = new StringWriter();
        assertThat(Main.commandLine().setErr(new PrintWriter(complaint)).execute(arguments))
                .isEqualTo(exitCode);
        return complaint.toString();
    }

    private Process start() throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "--port",
                                "0",
                                "--data",
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        started.add(process);
        return process;
    }

    private static InetSocketAddress address(Process server) throws IOException {
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                int port = Integer.parseInt(serving.group(1));
                return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the server ended: " + said);
    }
}
