package proglog.security;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.casbin.jcasbin.persist.file_adapter.FileAdapter;

/// jCasbin's enforcer, made safe for many threads; it remembers nothing and prints nothing.
final class CasbinEngine {

    // One lock for all engines there are: jCasbin keeps answers about roles in a static map that
    // every enforcer of the process reads and writes, and that each question empties. Two questions
    // at a time could take each other's answers, and one from before a reload could come back.
    private static final ReentrantLock ONE_QUESTION_AT_A_TIME = new ReentrantLock();

    private final Enforcer enforcer;

    private CasbinEngine(Enforcer enforcer) {
        this.enforcer = enforcer;
    }

    /// Decides by the lines of a policy. jCasbin throws a `RuntimeException` of some kind for what
    /// it does not understand, here or in [#permits].
    static CasbinEngine over(String model, List<String> policy) {
        byte[] lines = String.join("\n", policy).getBytes(StandardCharsets.UTF_8);
        // `false`: it would log each question, with the name in it as it came
        return new CasbinEngine(
                new Enforcer(
                        Model.newModelFromString(model),
                        new FileAdapter(new ByteArrayInputStream(lines)),
                        false));
    }

    boolean permits(String subject, String object, Action action) {
        ONE_QUESTION_AT_A_TIME.lock();
        try {
            return enforcer.enforce(subject, object, action.policyName());
        } finally {
            ONE_QUESTION_AT_A_TIME.unlock();
        }
    }

    boolean permitsSomething(String subject) {
        return Arrays.stream(Action.values())
                .anyMatch(action -> permits(subject, Authorizer.EVERYTHING, action));
    }
}
