/// The replicated log as a library.
@NullMarked
package proglog.examples.graft;

import org.jspecify.annotations.NullMarked;
