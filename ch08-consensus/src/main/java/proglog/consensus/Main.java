package proglog.consensus;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// A node of a cluster that keeps one log: everything so far, and agreement.
@Command(
        name = "proglog run ch08",
        mixinStandardHelpOptions = true,
        version = "serves log.v1.Log, one of several nodes",
        description = {
            "Runs one node of a cluster that keeps one log. Clients may call any node. Nodes find"
                    + " each other by gossip and agree by Raft, each on a port of its own, under"
                    + " mutual TLS."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start: data in use, damaged or another node's, port taken, no certificates",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./proglog certs",
            "  ./proglog run ch08 --node-name a --data a --bootstrap",
            "  ./proglog run ch08 --node-name b --data b --port 8410 --gossip-port 8411"
                    + " --raft-port 8412 --admin-port 8413 --join 127.0.0.1:8401"
        })
public final class Main extends NodeCommand {

    private Main() {}

    /// Takes part until the process is told to stop; then hands leadership over, answers what is in
    /// flight, and closes in reverse order what it has opened.
    public static void main(String... arguments) {
        run(new Main(), arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }
}
