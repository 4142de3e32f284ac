package proglog.learn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What came of one test. Immutable.
///
/// @param trial the trial it was part of
/// @param testClass its class's full name
/// @param test its method, or nothing when the class itself failed
/// @param display which of its cases
/// @param failure nothing when it passed
record Result(
        String trial, String testClass, String test, String display, Optional<Failure> failure) {

    private static final Pattern WORDS =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /// @param type the exception's class
    /// @param frames the calls of our classes, innermost first
    record Failure(String type, String message, List<Frame> frames) {}

    /// @param type full name of the class
    record Frame(String type, String file, int line) {}

    /// Reads a line that the runner wrote; lines about a test's beginning are none.
    static Optional<Result> parse(String line) {
        List<String> cells = Arrays.asList(line.split("\t", -1));
        if (cells.get(0).equals("ok")) {
            return Optional.of(
                    new Result(
                            cells.get(1),
                            cells.get(2),
                            cells.get(3),
                            cells.get(4),
                            Optional.empty()));
        }
        if (!cells.get(0).equals("failed")) {
            return Optional.empty();
        }
        String message = cells.get(6).replace("\u0001", "\n").replace("\u0002", "\t");
        List<Frame> frames =
                Arrays.stream(cells.get(7).split("\\|"))
                        .filter(frame -> !frame.isEmpty())
                        .map(Result::frame)
                        .toList();
        return Optional.of(
                new Result(
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        cells.get(4),
                        Optional.of(new Failure(cells.get(5), message, frames))));
    }

    private static Frame frame(String written) {
        List<String> cells = Arrays.asList(written.split(":", -1));
        return new Frame(cells.get(0), cells.get(1), Integer.parseInt(cells.get(2)));
    }

    boolean isOk() {
        return failure.isEmpty();
    }

    String simpleClass() {
        return testClass.substring(testClass.lastIndexOf('.') + 1);
    }

    /// The test's name as the sentence that it is.
    String sentence() {
        if (test.isEmpty()) {
            return "the tests of " + simpleClass() + " can be run";
        }
        return WORDS.matcher(test).replaceAll(" ").toLowerCase(Locale.ROOT);
    }
}
