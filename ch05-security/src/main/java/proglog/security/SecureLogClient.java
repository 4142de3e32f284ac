package proglog.security;

import proglog.grpc.LogClient;
import proglog.grpc.Terminal;

/// `proglog produce|consume|offsets|health`, to servers of the fourth chapter and, with `--certs`,
/// of the later ones.
public final class SecureLogClient {

    private SecureLogClient() {}

    /// Runs the command line and ends the process with its exit code.
    public static void main(String... arguments) {
        System.exit(
                LogClient.commandLine(SecureChannelOptions::new, Terminal.system())
                        .execute(arguments));
    }
}
