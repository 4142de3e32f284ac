/// Inputs invented by Jazzer, against everything that reads bytes it did not write itself.
@NullMarked
package proglog.fuzz;

import org.jspecify.annotations.NullMarked;
