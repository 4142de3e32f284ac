package proglog.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.security.AccessListFiles.EFFECTS;
import static proglog.security.AccessListFiles.PATTERNS;
import static proglog.security.AccessListFiles.PLAIN;
import static proglog.security.AccessListFiles.ROLES;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A slip in model or policy is refused with file and line; it never takes a right, or gives one.
final class UnsoundAccessListTest {

    @TempDir private Path directory;

    record Policy(String model, String line, String complaint) {}

    static List<Policy> policies() {
        return List.of(
                new Policy(PLAIN, "p, nobody, *, prodcue", "can never match: the object is *"),
                new Policy(PLAIN, "p, nobody, *, PRODUCE", "actions are produce, consume, inspect"),
                new Policy(PLAIN, "p, nobody, log, produce", "can never match"),
                new Policy(PLAIN, "p, nobody, produce, *", "can never match"),
                new Policy(PLAIN, "p, nobody, *, produce # for now", "can never match"),
                new Policy(PLAIN, "p, nobody, *", "2 fields after 'p', not 3"),
                new Policy(PLAIN, "p, nobody, *, produce, deny", "4 fields after 'p', not 3"),
                new Policy(PLAIN, "p, , *, produce", "a field is empty"),
                new Policy(PLAIN, "P, nobody, *, produce", "begins with 'P', which the model"),
                new Policy(PLAIN, "p2, nobody, *, produce", "begins with 'p2', which the model"),
                new Policy(PLAIN, "g, nobody, admins", "begins with 'g', which the model"),
                new Policy(PLAIN, "nobody, *, produce", "begins with 'nobody', which"),
                new Policy(PLAIN, "p; nobody; *; produce", "which the model does not define"),
                new Policy(PLAIN, "\uFEFFp, nobody, *, produce", "begins with '\\u{feff}p'"),
                new Policy(PLAIN, "p, \"nobody, *, produce", "check its quotes"),
                new Policy(ROLES, "g, nobody, admin", "no policy names admin"),
                new Policy(ROLES, "g, nobody", "1 fields after 'g', not 2"),
                new Policy(ROLES, "g, nobody, root, *", "3 fields after 'g', not 2"),
                new Policy(EFFECTS, "p, nobody, *, produce, dney", "allow or deny, not dney"),
                new Policy(PATTERNS, "p, nobody, *, x*", "can never match"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aLineThatSaysNothingIsRefused(Policy policy) throws IOException {
        String sound =
                policy.model.equals(EFFECTS) ? "p, root, *, produce, allow" : "p, root, *, produce";
        AccessListFiles files =
                AccessListFiles.in(directory, policy.model, "# who", "", sound, policy.line);

        assertThatThrownBy(files::open)
                .isInstanceOf(AccessListException.class)
                .hasMessageStartingWith(files.policy() + ":4: ")
                .hasMessageContaining(policy.complaint);
    }

    record Model(String text, String complaint) {}

    static List<Model> models() {
        return List.of(
                new Model(
                        PLAIN.replace("[matchers]", "[matcher]"), ":14: unknown section [matcher]"),
                new Model(PLAIN.replace("[matchers]", "[Matchers]"), ":14: unknown section"),
                new Model(PLAIN.replace("[matchers]\n", ""), "no 'm =' in [matchers]"),
                new Model(PLAIN.replace("m = ", "n = "), "no 'm =' in [matchers]"),
                new Model(PLAIN + "m = true\n", ":16: a second 'm ='"),
                new Model(PLAIN.replaceAll("m = .*", "m = true"), "allows everybody"),
                new Model(
                        PLAIN.replaceAll("m = .*", "m = 1 == 1 || r.sub == p.sub"),
                        "allows everybody"),
                new Model(
                        PLAIN.replaceAll("e = .*", "e = !some(where (p.eft == deny))"),
                        "allows everybody"),
                new Model(
                        PLAIN.replaceAll("e = .*", "e = some(where (p.eft == alow))"),
                        "unsupported effect"),
                new Model(PLAIN.replaceAll("m = .*", "m = r.sub == p.sub &&"), "model.conf: "),
                new Model(PLAIN.replaceAll("m = .*", "m = grp(r.sub, p.sub)"), "model.conf: "),
                new Model(
                        PLAIN.replace("r = sub, obj, act", "r = sub, act"),
                        "a request is 'r = sub, obj, act'"),
                new Model(
                        PLAIN.replace("p = sub, obj, act", "p = sub, act"),
                        "at least 'p = sub, obj, act'"),
                new Model("just some text\n", "no definitions"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelThatCannotBeMeantIsRefused(Model model) throws IOException {
        AccessListFiles files = AccessListFiles.in(directory, model.text, "p, root, *, produce");

        assertThatThrownBy(files::open)
                .isInstanceOf(AccessListException.class)
                .hasMessageStartingWith(files.model().toString())
                .hasMessageContaining(model.complaint);
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        AccessListFiles files = AccessListFiles.in(directory, PLAIN, "p, root, *, produce");

        Files.delete(files.policy());
        assertThatThrownBy(files::open).hasMessage(files.policy() + " does not exist");
        Files.delete(files.model());
        assertThatThrownBy(files::open).hasMessage(files.model() + " does not exist");
    }

    @Test
    void aDirectoryInPlaceOfAFileIsNamed() throws IOException {
        AccessListFiles files = AccessListFiles.in(directory, PLAIN, "p, root, *, produce");

        assertThatThrownBy(() -> CasbinAuthorizer.open(files.model(), directory))
                .hasMessage(directory + " is a directory");
    }

    @Test
    void aFileWithoutPoliciesIsRefused() throws IOException {
        AccessListFiles files = AccessListFiles.in(directory, PLAIN, "# nobody yet");

        assertThatThrownBy(files::open).hasMessageStartingWith(files.policy() + ": no policies");
        Files.writeString(files.policy(), "");
        assertThatThrownBy(files::open).hasMessage(files.policy() + ": the file is empty");
        Files.writeString(files.model(), " \n");
        assertThatThrownBy(files::open).hasMessage(files.model() + ": the file is empty");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        AccessListFiles files = AccessListFiles.in(directory, PLAIN);

        Files.write(
                files.policy(), "p, jos\u00e9, *, produce".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(files::open).hasMessage(files.policy() + ": not a text in UTF-8");
    }
}
