package proglog.learn;

import java.util.List;
import java.util.Optional;

/// A method or constructor as it stands in a [Source]. Immutable.
///
/// @param type the simple name of the class it is in; a nested one has its outer ones before it
/// @param name `<init>` for a constructor
/// @param parameters their types, as written
/// @param task which task it is to write, by its `@Task`
/// @param start where it begins: the first annotation or modifier
/// @param body where its `{` is
/// @param end behind its `}`
record Method(
        String type,
        String name,
        List<String> parameters,
        Optional<TaskId> task,
        int start,
        int body,
        int end) {

    /// Whether `other` is what this one is elsewhere: of the same class, name and parameters.
    boolean isSame(Method other) {
        return type.equals(other.type)
                && name.equals(other.name)
                && parameters.equals(other.parameters);
    }

    /// How one would speak of it: `append(Batch, Deadline)`.
    String called() {
        String own = name.equals("<init>") ? type.substring(type.lastIndexOf('.') + 1) : name;
        return "%s(%s)".formatted(own, String.join(", ", parameters));
    }
}
