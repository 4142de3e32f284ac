package proglog.deploy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/// A test that runs containers. Without an engine it is skipped, and fails when the environment
/// says `REQUIRE_DOCKER=true`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsEngine.Condition.class)
@interface NeedsEngine {

    /// Asks for an engine, once.
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                return ConditionEvaluationResult.enabled("an engine answers");
            }
            String why =
                    "no container engine answers; DOCKER_HOST is " + System.getenv("DOCKER_HOST");
            if ("true".equals(System.getenv("REQUIRE_DOCKER"))) {
                throw new IllegalStateException(why + ", and REQUIRE_DOCKER=true");
            }
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
