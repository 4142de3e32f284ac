@NullMarked
package proglog.learn;

import org.jspecify.annotations.NullMarked;
