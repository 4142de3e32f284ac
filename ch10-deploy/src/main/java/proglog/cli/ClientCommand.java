package proglog.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.grpc.LogClient;
import proglog.loadbalance.Proglog;
import proglog.security.SecureChannelOptions;

/// A command that calls a log; the commands of this package extend it.
///
/// A cluster is called by chapter 9's client, which finds the leader and tries again. One server is
/// called as chapters 4 and 5 call it, by their command of the same name.
abstract class ClientCommand implements Callable<Integer> {

    private static final long FAR = Long.MAX_VALUE - 1;

    private final Surroundings surroundings;

    @Mixin private ServerOptions server = new ServerOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    ClientCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Does it, with a cluster.
    abstract int run(Proglog cluster) throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        Target target = server.target(surroundings);
        if (!target.isCluster() && isOfEarlierChapters()) {
            return callOne(target);
        }
        try (Proglog cluster = target.connect()) {
            return run(cluster);
        }
    }

    /// Whether chapters 4 and 5 have a command of this name.
    boolean isOfEarlierChapters() {
        return true;
    }

    private int callOne(Target target) {
        List<String> arguments =
                new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        if (arguments.stream().noneMatch(each -> each.startsWith("--certs"))
                && target.certificates().isPresent()) {
            arguments.addAll(List.of("--certs", target.certificates().get().toString()));
        }
        return LogClient.commandLine(SecureChannelOptions::new, surroundings.terminal())
                .setOut(out())
                .setErr(err())
                .execute(arguments.toArray(String[]::new));
    }

    Surroundings surroundings() {
        return surroundings;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// The offsets that can be read, with everything that was acknowledged before this was asked: a
    /// follower may be late, but nobody who answers this question.
    static OffsetRange offsets(CommitLog log) {
        try {
            var _ = log.read(FAR, Consistency.LINEARIZABLE, Deadline.never());
            throw new IllegalStateException("a log has a record at offset " + FAR);
        } catch (OffsetOutOfRangeException there) {
            return there.range();
        }
    }
}
