/// What the build proves about the whole: printed commands run as printed, printed code is the
/// compiled code, links lead somewhere, layers hold, the launcher does what it says.
///
/// Start with [Repository], then the tests; [RefreshReadmes] is the one command.
@NullMarked
package proglog.checks;

import org.jspecify.annotations.NullMarked;
