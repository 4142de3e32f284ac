package proglog.learn.runner;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.TagFilter.includeTags;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs the trials of a file, one after the other, and writes what came of each test.
///
/// A line of the file is a trial: its name, classes to put before all others, test classes, a tag
/// and a method to choose among their tests, and whether to stop at the first failure; tabs between
/// them, `-` for nothing.
public final class TestRunner {

    private static final String NOTHING = "-";

    private TestRunner() {}

    /// Runs all trials.
    ///
    /// @param args the file of trials, and the file for the results
    public static void main(String[] args) throws IOException {
        try (PrintWriter results = new PrintWriter(Files.newBufferedWriter(Path.of(args[1])))) {
            for (String line : Files.readAllLines(Path.of(args[0]))) {
                run(Arrays.asList(line.split("\t", -1)), results);
            }
            results.println("end");
        }
        System.exit(0); // whatever threads a test has left behind
    }

    private static void run(List<String> trial, PrintWriter results) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (VariantLoader loader = VariantLoader.of(trial.get(1), before)) {
            thread.setContextClassLoader(loader);
            CancellationToken token = CancellationToken.create();
            boolean isDoneAtTheFirstFailure = Boolean.parseBoolean(trial.get(5));
            ResultLines lines =
                    new ResultLines(
                            trial.get(0),
                            results,
                            isDoneAtTheFirstFailure ? token::cancel : () -> {});
            LauncherExecutionRequest request =
                    LauncherExecutionRequestBuilder.request(request(trial, loader))
                            .listeners(lines)
                            .cancellationToken(token)
                            .build();
            LauncherFactory.create().execute(request);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static LauncherDiscoveryRequest request(List<String> trial, ClassLoader loader) {
        List<DiscoverySelector> classes = new ArrayList<>();
        for (String test : trial.get(2).split(",", -1)) {
            if (!test.isEmpty()) {
                classes.add(selectClass(loader, test));
            }
        }
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().selectors(classes);
        if (!trial.get(3).equals(NOTHING)) {
            request.filters(includeTags(trial.get(3)));
        }
        if (!trial.get(4).equals(NOTHING)) {
            request.filters(named(trial.get(4)));
        }
        return request.build();
    }

    private static PostDiscoveryFilter named(String method) {
        return test ->
                FilterResult.includedIf(
                        test.getSource()
                                .filter(MethodSource.class::isInstance)
                                .map(MethodSource.class::cast)
                                .map(source -> source.getMethodName().equals(method))
                                .orElse(false));
    }
}
