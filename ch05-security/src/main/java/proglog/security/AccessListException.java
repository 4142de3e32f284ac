package proglog.security;

import java.io.IOException;
import java.nio.file.Path;

/// A model or a policy that cannot be used: the message names file, line and reason.
public final class AccessListException extends IOException {

    private AccessListException(String message) {
        super(message);
    }

    static AccessListException of(Path file, String reason) {
        return new AccessListException("%s: %s".formatted(file, reason));
    }

    static AccessListException at(Path file, int line, String reason) {
        return new AccessListException("%s:%d: %s".formatted(file, line, reason));
    }
}
