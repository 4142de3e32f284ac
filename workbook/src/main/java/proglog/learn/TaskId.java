package proglog.learn;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a task is called: its chapter and its place there, such as `3.2`. Immutable.
record TaskId(int chapter, int number) implements Comparable<TaskId> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})");

    static Optional<TaskId> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new TaskId(
                                Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /// The tag of the tests that hold it.
    String tag() {
        return "task-" + this;
    }

    /// What the method says as long as nobody has written it.
    String todo() {
        return "TODO task " + this;
    }

    @Override
    public int compareTo(TaskId other) {
        return Comparator.comparingInt(TaskId::chapter)
                .thenComparingInt(TaskId::number)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return chapter + "." + number;
    }
}
