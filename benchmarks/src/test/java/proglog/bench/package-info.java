/// Tests of how the measurements are taken, not of how fast anything is.
@NullMarked
package proglog.bench;

import org.jspecify.annotations.NullMarked;
