package proglog.agent;

import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a command cannot do what it was asked for, in one line.
public final class StartFailure {

    private StartFailure() {}

    /// What to print after the name of the program.
    public static String reason(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no file " + missing.getFile();
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException other when other.getReason() != null ->
                    "%s: %s".formatted(other.getFile(), other.getReason());
            // Of a port that is taken; other failures say it all by themselves.
            case Throwable other when other.getCause() instanceof SocketException taken ->
                    other.getMessage() + ": " + taken.getMessage();
            case Throwable other ->
                    String.valueOf(other.getMessage()).lines().findFirst().orElse("");
        };
    }
}
