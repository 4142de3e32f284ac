package proglog.storage;

import java.nio.file.Path;

/// Something in a log's files that is not as it should be. Immutable.
///
/// @param kind how bad it is
/// @param file where it is
/// @param damage the place in the file, what belongs there, and what is there
/// @param consequence what follows from it
record Finding(Kind kind, Path file, Damage damage, String consequence) {

    enum Kind {
        /// Records are lost or wrong, or what no crash explains has happened to an index.
        DAMAGE("damage"),
        /// Bytes at the end that nobody was told are stored: cut when the log is opened.
        TORN_TAIL("torn tail"),
        /// An index that is not trusted: built again from its store when the log is opened.
        STALE_INDEX("stale index"),
        /// Files of an earlier state, deleted when the log is opened.
        LEFTOVER("leftover"),
        /// Deleted by the process that has the log open, between listing and reading.
        GONE("gone"),
        /// Neither whole nor damaged: the file refuses to be read.
        UNREADABLE("unreadable");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    @Override
    public String toString() {
        return "%s, %s; %s".formatted(file.getFileName(), damage, consequence);
    }
}
