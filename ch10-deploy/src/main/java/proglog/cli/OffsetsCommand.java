package proglog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import proglog.loadbalance.Proglog;

/// `proglog offsets`: which offsets can be read.
@Command(
        name = "offsets",
        mixinStandardHelpOptions = true,
        description = {
            "Prints which offsets can be read: [first, next). Of a cluster, with everything that"
                    + " was acknowledged before."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed",
            "1:the log cannot be reached",
            "2:wrong usage",
            "4:not permitted"
        },
        footerHeading = "%nExamples:%n",
        footer = "  ./proglog offsets")
final class OffsetsCommand extends ClientCommand {

    OffsetsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Proglog cluster) {
        out().println(offsets(cluster.log()));
        out().flush();
        return ExitCode.OK;
    }
}
