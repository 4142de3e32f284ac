package proglog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import proglog.security.Action;
import proglog.security.Authorizer;
import proglog.security.CasbinAuthorizer;
import proglog.security.Subject;

/// How long does it take to decide whether a subject may produce, by the number of rules?
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AuthorizationBenchmark {

    private static final String MODEL =
            """
            [request_definition]
            r = sub, obj, act
            [policy_definition]
            p = sub, obj, act
            [policy_effect]
            e = some(where (p.eft == allow))
            [matchers]
            m = r.sub == p.sub && r.obj == p.obj && r.act == p.act
            """;

    /// How many subjects may produce.
    @Param({"1", "1000"})
    public int rules;

    private Path directory;
    private CasbinAuthorizer authorizer;
    private Subject last;
    private long strangers;

    /// Writes and reads a policy.
    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory("proglog-bench-");
        Path model = Files.writeString(directory.resolve("model.conf"), MODEL);
        Path policy =
                Files.writeString(
                        directory.resolve("policy.csv"),
                        IntStream.range(0, rules)
                                .mapToObj("p, subject-%d, *, produce%n"::formatted)
                                .collect(Collectors.joining()));
        authorizer = CasbinAuthorizer.open(model, policy);
        last = new Subject("subject-" + (rules - 1));
    }

    /// Deletes it.
    @TearDown
    public void close() throws IOException {
        authorizer.close();
        Files.delete(directory.resolve("model.conf"));
        Files.delete(directory.resolve("policy.csv"));
        Files.delete(directory);
    }

    /// A subject that was seen before, as each call has after its first.
    @Benchmark
    public boolean remembered() {
        return authorizer.permits(last, Authorizer.EVERYTHING, Action.PRODUCE);
    }

    /// A subject never seen before: jCasbin goes through all rules.
    @Benchmark
    public boolean decided() {
        return authorizer.permits(
                new Subject("stranger-" + strangers++), Authorizer.EVERYTHING, Action.PRODUCE);
    }

    /// What each message of an open call costs while the rules do not change.
    @Benchmark
    public long unchanged() {
        return authorizer.generation();
    }
}
