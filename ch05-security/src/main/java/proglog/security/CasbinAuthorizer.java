package proglog.security;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// An [Authorizer] over a model and a policy in Casbin's format, read again when they change.
///
/// Both files must be sound when it is opened. When they change later and cannot be used, the rules
/// in force stay in force and the log says why: a slip of the pen, or a file that is half written,
/// shall neither stop a running service nor open it. So who takes a right away looks for the line
/// that says the files are in force, and moves a new file over the old one rather than write into
/// it. For many threads.
public final class CasbinAuthorizer implements Authorizer, AutoCloseable {

    private final ReloadedFiles<Rules> rules;

    private CasbinAuthorizer(ReloadedFiles<Rules> rules) {
        this.rules = rules;
    }

    /// Reads both files, and looks at them every second from then on. A missing, empty or unsound
    /// one is an `IOException` that names it.
    public static CasbinAuthorizer open(Path model, Path policy) throws IOException {
        return open(model, policy, ReloadedFiles.PERIOD);
    }

    static CasbinAuthorizer open(Path model, Path policy, Duration period) throws IOException {
        AtomicLong readings = new AtomicLong();
        return new CasbinAuthorizer(
                ReloadedFiles.open(
                        List.of(model, policy),
                        contents -> parse(contents, model, policy, readings.incrementAndGet()),
                        period));
    }

    private static Rules parse(FileContents contents, Path model, Path policy, long reading)
            throws IOException {
        AccessModel rules = AccessModel.parse(model, text(contents, model));
        List<String> lines = PolicyLines.parse(policy, text(contents, policy), rules);
        return new Rules(reading, rules.engine(lines));
    }

    private static String text(FileContents contents, Path file) throws IOException {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(contents.of(file).asByteBuffer())
                            .toString();
            if (text.isBlank()) {
                throw AccessListException.of(file, "the file is empty");
            }
            return text;
        } catch (CharacterCodingException _) {
            throw AccessListException.of(file, "not a text in UTF-8");
        }
    }

    @Override
    public boolean permits(Subject subject, String object, Action action) {
        return rules.current().permit(subject, object, action);
    }

    @Override
    public long generation() {
        return rules.current().generation();
    }

    /// Looks at the files now.
    void reload() {
        rules.check();
    }

    int rememberedAnswers() {
        return rules.current().rememberedAnswers();
    }

    /// Looks at the files no more; the rules stay in force.
    @Override
    public void close() {
        rules.close();
    }
}
