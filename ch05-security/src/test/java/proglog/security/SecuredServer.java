package proglog.security;

import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import proglog.InMemoryLog;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.ServerLimits;

/// A log behind certificates and an access list, on the loopback address, and channels to it; all
/// are closed together.
final class SecuredServer implements AutoCloseable {

    final InMemoryLog log = new InMemoryLog();
    final AccessListFiles files;
    final CasbinAuthorizer rules;
    private final TestCertificates certificates;
    private final LogServer server;
    private final Deque<ManagedChannel> channels = new ArrayDeque<>();

    private SecuredServer(
            AccessListFiles files,
            TestCertificates certificates,
            Credentials mode,
            ServerLimits limits)
            throws IOException {
        this.files = files;
        this.certificates = certificates;
        this.rules = files.open();
        this.server =
                LogServer.builder()
                        .credentials(mode.of(certificates))
                        .limits(limits)
                        .intercept(new Authentication())
                        .intercept(new Authorization(rules))
                        .serve(new LogService(log))
                        .start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    /// One of the ways a server can be given credentials.
    @FunctionalInterface
    interface Credentials {
        ServerCredentials of(TestCertificates certificates);
    }

    /// With the shipped list: root may everything, nobody nothing.
    static SecuredServer start(Path directory) throws IOException {
        return start(directory, TestCertificates::serverForClients, ServerLimits.standard());
    }

    static SecuredServer start(Path directory, Credentials mode, ServerLimits limits)
            throws IOException {
        AccessListFiles files =
                AccessListFiles.in(
                        directory, AccessListFiles.PLAIN, AccessListFiles.shipped("policy.csv"));
        return new SecuredServer(
                files, TestCertificates.in(directory.resolve("certs")), mode, limits);
    }

    /// A channel of the client whose certificate says `name`.
    ManagedChannel as(String name) {
        return channel(certificates.client(name));
    }

    ManagedChannel withoutCertificate() {
        return channel(certificates.anonymousClient());
    }

    private ManagedChannel channel(ChannelCredentials credentials) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(address(), credentials).build();
        channels.push(channel);
        return channel;
    }

    InetSocketAddress address() {
        return server.address();
    }

    TestCertificates certificates() {
        return certificates;
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        server.close();
        rules.close();
    }
}
