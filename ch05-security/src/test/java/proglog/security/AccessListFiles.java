package proglog.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A model and a policy that a test writes.
record AccessListFiles(Path model, Path policy) {

    /// The model that is shipped.
    static final String PLAIN = shipped("model.conf");

    /// The same with roles.
    static final String ROLES =
            PLAIN.replace("[policy_effect]", "[role_definition]\ng = _, _\n\n[policy_effect]")
                    .replace("r.sub == p.sub", "g(r.sub, p.sub)");

    /// The same with effects: what is denied by one line is not allowed by another.
    static final String EFFECTS =
            PLAIN.replace("p = sub, obj, act", "p = sub, obj, act, eft")
                    .replace(
                            "e = some(where (p.eft == allow))",
                            "e = some(where (p.eft == allow)) && !some(where (p.eft == deny))");

    /// The same with patterns.
    static final String PATTERNS =
            PLAIN.replace("r.sub == p.sub", "regexMatch(r.sub, p.sub)")
                    .replace("r.act == p.act", "keyMatch(r.act, p.act)");

    static AccessListFiles in(Path directory, String model, String... policies) throws IOException {
        AccessListFiles files =
                new AccessListFiles(
                        directory.resolve("model.conf"), directory.resolve("policy.csv"));
        Files.writeString(files.model, model);
        files.write(policies);
        return files;
    }

    void write(String... policies) throws IOException {
        Files.writeString(policy, String.join("\n", policies) + "\n");
    }

    /// Looks at its files only when it is told to: nothing is logged after the files are gone.
    CasbinAuthorizer open() throws IOException {
        return CasbinAuthorizer.open(model, policy, Duration.ofDays(1));
    }

    static String shipped(String name) {
        try {
            return Files.readString(Path.of("acl", name));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
