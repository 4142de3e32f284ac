/// A database of one value, kept by gossip.
@NullMarked
package proglog.examples.onevalue;

import org.jspecify.annotations.NullMarked;
