/// What a commit log is: the contract that every chapter implements, wraps or carries.
///
/// Start with [CommitLog], then [InMemoryLog], the smallest thing that keeps its promises.
@NullMarked
package proglog;

import org.jspecify.annotations.NullMarked;
