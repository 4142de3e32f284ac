/// The stores, tested, and a consensus of one node.
@NullMarked
package proglog.examples.kv.store;

import org.jspecify.annotations.NullMarked;
