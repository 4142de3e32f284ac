package proglog.security;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import proglog.security.CertificateAuthority.Request;

/// `proglog certs`: makes an authority and the certificates to try Proglog with.
@Command(
        name = "proglog certs",
        mixinStandardHelpOptions = true,
        version = "ECDSA on P-256, SHA-256, PKCS#8",
        description = {
            "Makes a development authority and certificates for a server, a peer and the clients"
                + " root and nobody. Keys are readable by their owner only. Files that exist are"
                + " never overwritten."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:made",
            "1:a file exists, or cannot be written; nothing was changed",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog certs",
            "  ./proglog certs --dir /etc/proglog --host log.example.com --host 10.0.0.7",
            "  ./proglog certs --days 30"
        })
public final class CertsCommand implements Callable<Integer> {

    private static final List<String> LOCAL_HOSTS = List.of("localhost", "127.0.0.1", "::1");
    private static final int REFUSED = 1;
    private static final int MAX_DAYS = 3650;

    private final InstantSource clock;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dir",
            paramLabel = "<dir>",
            defaultValue = "certs",
            description = "Where to write. Default: ${DEFAULT-VALUE}.")
    private Path directory = Path.of("certs");

    @Option(
            names = "--host",
            paramLabel = "<host>",
            description = {
                "A name or an address of the server, besides localhost, 127.0.0.1 and ::1;"
                        + " repeatable."
            })
    private List<String> hosts = List.of();

    @Option(
            names = "--days",
            paramLabel = "<days>",
            defaultValue = "365",
            description = "How long the certificates are valid. Default: ${DEFAULT-VALUE}.")
    private int days = 365;

    private CertsCommand(InstantSource clock) {
        this.clock = clock;
    }

    /// Runs the command line and ends the process with its exit code.
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The command, to be run alone or as part of a larger one.
    public static CommandLine commandLine() {
        return commandLine(InstantSource.system());
    }

    static CommandLine commandLine(InstantSource clock) {
        return new CommandLine(new CertsCommand(clock));
    }

    @Override
    public Integer call() {
        if (days < 1 || days > MAX_DAYS) {
            throw wrong("--days %d is outside [1, %d]".formatted(days, MAX_DAYS));
        }
        CertificateFiles files = make();
        PrintWriter out = spec.commandLine().getOut();
        try {
            files.write().forEach(line -> out.println(LogText.of(line)));
            out.flush();
            return CommandLine.ExitCode.OK;
        } catch (IOException failure) {
            spec.commandLine()
                    .getErr()
                    .println("proglog certs: " + LogText.of(String.valueOf(failure.getMessage())));
            return REFUSED;
        }
    }

    private CertificateFiles make() {
        Lifetime lifetime = Lifetime.startingAt(clock.instant(), Duration.ofDays(days));
        List<HostName> names = names();
        var authority = CertificateAuthority.create("Proglog development authority", lifetime);
        return new CertificateFiles(directory)
                .add(
                        "ca",
                        "the authority: trust it; its key signs more certificates",
                        authority.identity())
                .add(
                        "server",
                        "for " + describe(names),
                        authority.issue(new Request("server", Role.SERVER, names, lifetime)))
                .add(
                        "peer",
                        "a node of the cluster, for " + describe(names),
                        authority.issue(new Request("peer", Role.PEER, names, lifetime)))
                .add(
                        "root",
                        "the client root",
                        authority.issue(new Request("root", Role.CLIENT, List.of(), lifetime)))
                .add(
                        "nobody",
                        "the client nobody",
                        authority.issue(new Request("nobody", Role.CLIENT, List.of(), lifetime)));
    }

    private List<HostName> names() {
        SequencedSet<HostName> names = new LinkedHashSet<>();
        try {
            LOCAL_HOSTS.forEach(host -> names.add(HostName.of(host)));
            hosts.forEach(host -> names.add(HostName.of(host)));
        } catch (IllegalArgumentException mistake) {
            throw wrong("--host " + mistake.getMessage());
        }
        return new ArrayList<>(names);
    }

    private static String describe(List<HostName> names) {
        return String.join(", ", names.stream().map(HostName::text).toList());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
