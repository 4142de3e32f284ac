package proglog.storage;

import proglog.LogUnavailableException;

/// A file was written by another version of the program, in a format this one does not know.
public final class UnsupportedVersionException extends LogUnavailableException {

    private static final long serialVersionUID = 1;

    UnsupportedVersionException(String file, int found, int known) {
        super(
                "%s has format version %d, this program knows version %d"
                        .formatted(file, found, known));
    }
}
