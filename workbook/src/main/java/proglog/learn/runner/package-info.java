/// Runs a chapter's tests, in a process of its own, and writes what came of them. The only part of
/// `./learn` that needs JUnit.
@NullMarked
package proglog.learn.runner;

import org.jspecify.annotations.NullMarked;
