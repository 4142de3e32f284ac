/// A database of one value, kept by gossip. Start with [OneValue] and [Cell], then [Audience]; a
/// [OneValueNode] is all of it.
@NullMarked
package proglog.examples.onevalue;

import org.jspecify.annotations.NullMarked;
