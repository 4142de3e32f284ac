package proglog.bench;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import proglog.security.CertsCommand;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// What two ends on this machine need to trust each other: each asks the other for its certificate.
record LoopbackTls(MutualTls serverFiles, MutualTls clientFiles) implements AutoCloseable {

    /// Makes an authority and certificates in a new `directory`.
    static LoopbackTls create(Path directory) throws IOException {
        StringWriter said = new StringWriter();
        CommandLine certs =
                CertsCommand.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said));
        if (certs.execute("--dir", directory.toString()) != CommandLine.ExitCode.OK) {
            throw new IOException("no certificates were made: " + said);
        }
        return new LoopbackTls(
                MutualTls.open(TlsFiles.in(directory, "server")),
                MutualTls.open(TlsFiles.in(directory, "root")));
    }

    ServerCredentials server() {
        return serverFiles.server();
    }

    ChannelCredentials client() {
        return clientFiles.client();
    }

    @Override
    public void close() {
        clientFiles.close();
        serverFiles.close();
    }
}
