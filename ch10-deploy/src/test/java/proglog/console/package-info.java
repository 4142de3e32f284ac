@NullMarked
package proglog.console;

import org.jspecify.annotations.NullMarked;
