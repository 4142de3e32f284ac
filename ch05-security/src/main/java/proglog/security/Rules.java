package proglog.security;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One reading of model and policy, and the answers it has given. New files make new rules, so an
/// answer cannot outlive the rules it came from. For many threads.
final class Rules {

    /// How many answers are remembered; then all are forgotten, whoever asked for them.
    static final int REMEMBERED_ANSWERS = 10_000;

    private static final Logger logger = LoggerFactory.getLogger(Rules.class);

    private final long generation;
    private final CasbinEngine engine;
    private final ConcurrentMap<Question, Boolean> answers = new ConcurrentHashMap<>();

    Rules(long generation, CasbinEngine engine) {
        this.generation = generation;
        this.engine = engine;
    }

    private record Question(Subject subject, String object, Action action) {}

    long generation() {
        return generation;
    }

    boolean permit(Subject subject, String object, Action action) {
        Question question = new Question(subject, object, action);
        Boolean known = answers.get(question);
        return known != null ? known : ask(question);
    }

    private boolean ask(Question question) {
        boolean answer;
        try {
            answer = engine.permits(question.subject.name(), question.object, question.action);
        } catch (RuntimeException broken) { // whatever an expression can throw
            logger.error("denied, as {} is undecidable: {}", question, AccessModel.reason(broken));
            return false;
        }
        if (answers.size() >= REMEMBERED_ANSWERS) {
            answers.clear();
        }
        answers.put(question, answer);
        return answer;
    }

    int rememberedAnswers() {
        return answers.size();
    }
}
