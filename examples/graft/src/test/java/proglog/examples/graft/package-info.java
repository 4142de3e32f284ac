/// The library and its two stores, tested: over a log in memory, and over real nodes.
@NullMarked
package proglog.examples.graft;

import org.jspecify.annotations.NullMarked;
