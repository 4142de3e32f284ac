package proglog.learn;

/// Why a command cannot go on, in one line for the reader.
final class StuckException extends RuntimeException {

    StuckException(String line) {
        super(line);
    }

    StuckException(String line, Throwable cause) {
        super(line, cause);
    }
}
