/// A database of one value, tested.
@NullMarked
package proglog.examples.onevalue;

import org.jspecify.annotations.NullMarked;
