/// A key-value web server made distributed by exchanging one line.
@NullMarked
package proglog.examples.kv;

import org.jspecify.annotations.NullMarked;
