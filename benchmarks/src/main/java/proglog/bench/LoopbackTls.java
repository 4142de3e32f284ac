package proglog.bench;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/// What two ends on this machine need to trust each other: one certificate for both, which each
/// asks the other for.
record LoopbackTls(ServerCredentials server, ChannelCredentials client) {

    private static final String PASSWORD = "changeit";

    /// Makes a key and a certificate in a new `directory`.
    static LoopbackTls create(Path directory) throws IOException, InterruptedException {
        Path store = Files.createDirectory(directory).resolve("both.p12");
        generate(store);
        try {
            return load(store);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static void generate(Path store) throws IOException, InterruptedException {
        String options =
                "-genkeypair -alias both -keyalg EC -groupname secp256r1 -dname CN=localhost"
                        + " -ext SAN=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass "
                        + PASSWORD;
        ProcessBuilder keytool =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-keystore",
                        store.toString());
        keytool.command().addAll(List.of(options.split(" ", -1)));
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool made no certificate: " + said);
        }
    }

    private static LoopbackTls load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory identity = KeyManagerFactory.getInstance("PKIX");
        identity.init(keys, PASSWORD.toCharArray());
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("both", keys.getCertificate("both"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authorities);
        return new LoopbackTls(
                TlsServerCredentials.newBuilder()
                        .keyManager(identity.getKeyManagers())
                        .trustManager(trust.getTrustManagers())
                        .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                        .build(),
                TlsChannelCredentials.newBuilder()
                        .keyManager(identity.getKeyManagers())
                        .trustManager(trust.getTrustManagers())
                        .build());
    }
}
