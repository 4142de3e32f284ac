/// A key-value web server made distributed by exchanging one line. Start with [KeyRoutes], which
/// knows a store and no cluster; then [LeaderForwarding], and [KvServer], which joins them.
@NullMarked
package proglog.examples.kv;

import org.jspecify.annotations.NullMarked;
