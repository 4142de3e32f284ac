package proglog.learn;

/// What the compiler has against a file. Immutable.
///
/// @param file its path below a source folder, with slashes
/// @param line counted from 1
record CompileError(String file, long line, String message) {

    /// In one line: the first two of the message say what is missing and what it is called.
    String inOneLine() {
        String said = String.join(", ", message.lines().map(String::strip).limit(2).toList());
        return "%s:%d: %s".formatted(file, line, said.replaceAll(": +", ": "));
    }
}
