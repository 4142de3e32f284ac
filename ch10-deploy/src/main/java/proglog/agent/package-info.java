/// A node: everything the chapters made, set up, started and stopped in order.
@NullMarked
package proglog.agent;

import org.jspecify.annotations.NullMarked;
