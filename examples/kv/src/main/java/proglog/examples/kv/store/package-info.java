/// Keys and values: in memory, and on several nodes. Start with [KeyValueStore].
@NullMarked
package proglog.examples.kv.store;

import org.jspecify.annotations.NullMarked;
