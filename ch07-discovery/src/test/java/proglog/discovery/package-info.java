/// Members on the loopback address, with periods that are short.
@NullMarked
package proglog.discovery;

import org.jspecify.annotations.NullMarked;
