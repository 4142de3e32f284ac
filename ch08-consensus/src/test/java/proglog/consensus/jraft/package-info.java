/// Tests of the default engine and what it keeps on the disk.
@NullMarked
package proglog.consensus.jraft;

import org.jspecify.annotations.NullMarked;
