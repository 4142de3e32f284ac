package proglog.bench.others;

import java.io.IOException;

/// A server that should run has ended by itself; the message has its last words.
final class ServerEndedException extends IOException {

    ServerEndedException(String message) {
        super(message);
    }
}
