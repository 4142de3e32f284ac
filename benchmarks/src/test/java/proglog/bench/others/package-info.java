/// Tests of what the comparison needs of other systems.
@NullMarked
package proglog.bench.others;

import org.jspecify.annotations.NullMarked;
