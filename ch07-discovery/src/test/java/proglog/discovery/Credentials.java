package proglog.discovery;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import proglog.security.CertsCommand;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// Certificates of one authority, as `proglog certs` makes them.
final class Credentials {

    private final Path folder;

    private Credentials(Path folder) {
        this.folder = folder;
    }

    static Credentials in(Path folder) {
        int exitCode =
                CertsCommand.commandLine()
                        .setOut(new PrintWriter(Writer.nullWriter()))
                        .execute("--dir", folder.toString());
        if (exitCode != 0) {
            throw new AssertionError("no certificates in " + folder);
        }
        return new Credentials(folder);
    }

    MutualTls peer() {
        return of("peer");
    }

    MutualTls of(String name) {
        try {
            return MutualTls.open(TlsFiles.in(folder, name));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    Path folder() {
        return folder;
    }
}
