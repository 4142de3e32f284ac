package proglog.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import proglog.agent.Agent;
import proglog.agent.AgentConfig;
import proglog.agent.Configuration;
import proglog.agent.Setting;
import proglog.agent.Version;

/// `proglog serve`: a node, until the process is told to stop.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a node. Every option can also be set in the environment (PROGLOG_RPC_PORT for"
                    + " --rpc-port) and in a file (rpc-port: 8400); options go before the"
                    + " environment, and that before the file. `proglog config` prints what is in"
                    + " force, and where it comes from."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:cannot start: data in use, damaged or another node's, folder not writable, disk"
                    + " full, port taken, certificate missing or wrong",
            "2:a setting is not known, or cannot be meant"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  proglog serve --node-name a --data-dir a --bootstrap",
            "  proglog serve --config-file b.yaml",
            "  PROGLOG_RPC_PORT=9400 proglog serve"
        })
public final class ServeCommand extends SettingsCommand {

    private static final Logger logger = LoggerFactory.getLogger(ServeCommand.class);

    /// The command, to be run alone or as a part of `proglog`.
    public static CommandLine commandLine() {
        return commandLine(new ServeCommand());
    }

    /// Returns when the process is told to stop and the node has.
    @Override
    void run(Configuration settings) throws IOException, InterruptedException {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install(); // gRPC logs by java.util.logging
        Agent agent = Agent.start(AgentConfig.of(settings));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> {
                                    agent.close();
                                    stopped.countDown();
                                }));
        logger.info(
                "{} is up: clients call {}, version {}",
                settings.given(Setting.NODE_NAME).text(),
                agent.rpcAddress(),
                Version.text());
        stopped.await();
    }
}
