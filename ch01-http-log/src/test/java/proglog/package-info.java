/// What every log must do, as tests, and the tests of the log in memory.
///
/// Start with [CommitLogContract]: a chapter's log is tested by implementing it.
@NullMarked
package proglog;

import org.jspecify.annotations.NullMarked;
