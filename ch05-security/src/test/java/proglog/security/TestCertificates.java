package proglog.security;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Credentials for a server on the loopback address and for clients of any name.
final class TestCertificates {

    private final Pki pki;
    private final TlsFiles server;
    private final Map<String, TlsFiles> clients = new HashMap<>();
    private final AtomicInteger made = new AtomicInteger();

    private TestCertificates(Pki pki, TlsFiles server) {
        this.pki = pki;
        this.server = server;
    }

    static TestCertificates in(Path folder) {
        Pki pki = Pki.in(folder);
        return new TestCertificates(pki, pki.issue("server", Role.SERVER, "127.0.0.1"));
    }

    ServerCredentials serverForClients() {
        try (MutualTls tls = MutualTls.open(server)) {
            return tls.server();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    ServerCredentials serverForAnyone() {
        try (MutualTls tls = MutualTls.open(server)) {
            return tls.serverForAnyone();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    ServerCredentials serverInPlaintext() {
        return InsecureServerCredentials.create();
    }

    ChannelCredentials client(String name) {
        try (MutualTls tls = MutualTls.open(clientFiles(name))) {
            return tls.client();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    // A name may hold what a file's name may not.
    TlsFiles clientFiles(String name) {
        return clients.computeIfAbsent(
                name,
                _ ->
                        Pki.overwrite(
                                TlsFiles.in(pki.folder, "client-" + made.incrementAndGet()),
                                pki.identity(name, Role.CLIENT, Pki.NOW)));
    }

    ChannelCredentials anonymousClient() {
        try (MutualTls tls = MutualTls.openAnonymous(pki.authorityFile())) {
            return tls.client();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
