/// Tests of the second engine.
@NullMarked
package proglog.consensus.atomix;

import org.jspecify.annotations.NullMarked;
