package proglog.learn;

/// A method of the reference that a task is to write. Immutable.
///
/// @param file the reference's file that it stands in
record Part(Source file, Method method) {

    String solution() {
        return file.body(method);
    }
}
