package proglog.learn;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a chapter's README tells about a task: a section of its own, or a row of a table.
/// Immutable.
///
/// @param title what the task is about
/// @param place how to find it on the page
record Section(String title, String place) {

    static Section of(String readme, TaskId task) {
        String id = Pattern.quote(task.toString());
        Matcher heading = Pattern.compile("(?m)^#+ (Task " + id + ": (.*))$").matcher(readme);
        if (heading.find()) {
            return new Section(heading.group(2).strip(), heading.group(1).strip());
        }
        Matcher row = Pattern.compile("(?m)^\\| " + id + " \\|[^|]*\\|([^|]*)\\|").matcher(readme);
        if (row.find()) {
            return new Section(row.group(1).strip(), "Tasks, the row of " + task);
        }
        return new Section("", "Tasks");
    }
}
