package proglog.security;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options of a command that serves securely; a mixin for picocli, which fills it.
public final class SecurityOptions {

    @Option(
            names = "--certs",
            paramLabel = "<dir>",
            defaultValue = "${env:PROGLOG_CERTS:-certs}",
            description =
                    "Where server.pem, server-key.pem and ca.pem are; ./proglog certs makes them."
                            + " Default: PROGLOG_CERTS, or certs.")
    private Path certificates = Path.of("certs");

    @Option(
            names = "--acl-model",
            paramLabel = "<file>",
            defaultValue = "${env:PROGLOG_ACL:-ch05-security/acl}/model.conf",
            description = "How the policy is read. Default: ${DEFAULT-VALUE}.")
    private Path model = Path.of("ch05-security/acl/model.conf");

    @Option(
            names = "--acl-policy",
            paramLabel = "<file>",
            defaultValue = "${env:PROGLOG_ACL:-ch05-security/acl}/policy.csv",
            description = {
                "Who may do what; read again when it changes.",
                "Default: ${DEFAULT-VALUE}."
            })
    private Path policy = Path.of("ch05-security/acl/policy.csv");

    /// Where the certificates are: the server's, and others'.
    public Path certificates() {
        return certificates;
    }

    /// Reads what they name.
    public Security open() throws IOException {
        return Security.open(certificates, model, policy);
    }
}
