/// Tests of TLS and of the access list, over real sockets.
@NullMarked
package proglog.security;

import org.jspecify.annotations.NullMarked;
