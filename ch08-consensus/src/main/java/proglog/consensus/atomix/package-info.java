/// The second engine: Atomix's Raft.
@NullMarked
package proglog.consensus.atomix;

import org.jspecify.annotations.NullMarked;
