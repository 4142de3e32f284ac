package proglog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import proglog.security.Action;
import proglog.security.Authorizer;
import proglog.security.CasbinAuthorizer;
import proglog.security.Subject;

/// What an access list of 1,000 rules costs a call, whoever calls. For one thread only.
final class AccessList implements Measurement {

    private static final int RULES = 1_000;
    private static final int TURNS = 200;
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

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Path directory = Files.createDirectory(scratch.next());
        Path model = Files.writeString(directory.resolve("model.conf"), MODEL);
        Path policy =
                Files.writeString(
                        directory.resolve("policy.csv"),
                        IntStream.range(0, RULES)
                                .mapToObj("p, subject-%d, *, produce\n"::formatted)
                                .collect(Collectors.joining()));
        List<Subject> known = subjects("subject");
        List<Subject> strangers = subjects("stranger");
        double first;
        Turns turns;
        try (CasbinAuthorizer rules = CasbinAuthorizer.open(model, policy)) {
            first = micros(rules, known, 1, true);
            turns =
                    Turns.take(
                            scale,
                            () -> micros(rules, known, TURNS, true),
                            () -> micros(rules, strangers, TURNS, false));
        }
        return List.of(
                Figure.of(
                        "access-list",
                        "deciding about a call under 1,000 rules, 1,000 subjects taking turns",
                        "µs",
                        turns.samples(row -> row[0]),
                        Target.atMost(5),
                        Map.of("deniedMicros", turns.median(1), "firstCallMicros", first)));
    }

    private static List<Subject> subjects(String name) {
        return Stream.iterate(0, number -> number + 1)
                .limit(RULES)
                .map(number -> new Subject(name + "-" + number))
                .toList();
    }

    private static double micros(
            Authorizer rules, List<Subject> subjects, int turns, boolean expected) {
        long start = System.nanoTime();
        for (int turn = 0; turn < turns; turn++) {
            for (Subject subject : subjects) {
                if (rules.permits(subject, Authorizer.EVERYTHING, Action.PRODUCE) != expected) {
                    throw new IllegalStateException("a wrong answer about " + subject);
                }
            }
        }
        return RawFiles.seconds(start) * 1e6 / turns / subjects.size();
    }
}
