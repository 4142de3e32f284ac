/// What every engine must do.
@NullMarked
package proglog.consensus;

import org.jspecify.annotations.NullMarked;
