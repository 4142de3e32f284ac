/// The second engine: Atomix's Raft, repaired. Start with [AtomixConsensus], then [Node] and
/// [Durability]; `docs/decisions/0024` says what was wrong and what is not repaired.
@NullMarked
package proglog.consensus.atomix;

import org.jspecify.annotations.NullMarked;
