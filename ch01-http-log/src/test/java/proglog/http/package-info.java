/// Tests of the HTTP server: its routes without a network, and itself over real sockets.
@NullMarked
package proglog.http;

import org.jspecify.annotations.NullMarked;
