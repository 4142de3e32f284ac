package proglog.grpc;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import proglog.Bytes;

/// `proglog produce`: each line it reads becomes a record, on one stream.
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        description = {
            "Appends each line of the standard input as a record and prints its offset, when it is"
                    + " as durable as the log promises."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all lines are appended",
            "1:the log cannot be reached, or cannot append now: the lines without an offset are not"
                    + " appended",
            "2:wrong usage, or a line that the log refuses",
            "3:the connection broke: lines without an offset may be appended or not",
            "4:not permitted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  echo hello | proglog produce",
            "  seq 1 100000 | proglog produce --addr 127.0.0.1:8400 | tail -n 1"
        })
final class ProduceCommand implements Callable<Integer> {

    @Mixin private final ChannelOptions server;
    private final Terminal terminal;

    ProduceCommand(ChannelOptions server, Terminal terminal) {
        this.server = server;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ManagedChannel channel = server.open();
        try {
            Producing producing = Producing.start(channel);
            Thread.ofVirtual().name("lines").start(() -> send(producing));
            print(producing, terminal.out());
            return ExitCode.OK;
        } finally {
            channel.shutdownNow();
        }
    }

    // The outermost frame of its thread.
    private void send(Producing producing) {
        try {
            Lines lines = new Lines(terminal.in());
            Optional<Bytes> line = lines.next();
            while (line.isPresent() && producing.send(line.get())) {
                line = lines.next();
            }
            producing.finish();
        } catch (IOException | InterruptedException failure) {
            producing.abandon(failure);
        }
    }

    private static void print(Producing producing, OutputStream out)
            throws IOException, InterruptedException {
        try (out) {
            OptionalLong offset = producing.next();
            while (offset.isPresent()) {
                String line = offset.getAsLong() + "\n";
                out.write(line.getBytes(StandardCharsets.US_ASCII));
                if (!producing.isReady()) {
                    out.flush();
                }
                offset = producing.next();
            }
        }
    }
}
