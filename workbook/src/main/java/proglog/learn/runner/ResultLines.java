package proglog.learn.runner;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// Writes a line when a test begins, and another about what came of it. For many threads.
final class ResultLines implements TestExecutionListener {

    private static final int MOST_FRAMES = 30;

    private final String trial;
    private final PrintWriter results;
    private final Runnable afterAFailure;

    ResultLines(String trial, PrintWriter results, Runnable afterAFailure) {
        this.trial = trial;
        this.results = results;
        this.afterAFailure = afterAFailure;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            write("begin", test, "");
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean isFailed = result.getStatus() == TestExecutionResult.Status.FAILED;
        if (isFailed) {
            write("failed", test, "\t" + failure(result.getThrowable()));
            afterAFailure.run();
        } else if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            write("ok", test, "");
        }
    }

    private synchronized void write(String what, TestIdentifier test, String more) {
        String inClass = test.getSource().map(ResultLines::inClass).orElse("");
        String method = test.getSource().map(ResultLines::method).orElse("");
        results.println(
                String.join("\t", what, trial, inClass, method, flat(test.getDisplayName()))
                        + more);
        results.flush();
    }

    private static String inClass(TestSource source) {
        return switch (source) {
            case MethodSource method -> method.getClassName();
            case ClassSource type -> type.getClassName();
            default -> "";
        };
    }

    private static String method(TestSource source) {
        return source instanceof MethodSource method ? method.getMethodName() : "";
    }

    private static String failure(Optional<Throwable> thrown) {
        Throwable failure = thrown.orElseGet(() -> new AssertionError("no reason given"));
        String frames =
                Arrays.stream(failure.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("proglog."))
                        .filter(frame -> frame.getLineNumber() > 0)
                        .limit(MOST_FRAMES)
                        .map(frame ->
                                "%s:%s:%d"
                                        .formatted(
                                                frame.getClassName(),
                                                frame.getFileName(),
                                                frame.getLineNumber()))
                        .collect(Collectors.joining("|"));
        return "%s\t%s\t%s"
                .formatted(
                        failure.getClass().getName(),
                        flat(Objects.requireNonNullElse(failure.getMessage(), "")),
                        frames);
    }

    private static String flat(String text) {
        return text.replace("\r", "").replace("\n", "\u0001").replace("\t", "\u0002");
    }
}
