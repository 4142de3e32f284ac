/// Tests of the node as a whole.
@NullMarked
package proglog.agent;

import org.jspecify.annotations.NullMarked;
