/// The key-value web server, tested: its routes without a network, and nodes over real sockets.
@NullMarked
package proglog.examples.kv;

import org.jspecify.annotations.NullMarked;
