/// One log on several nodes. Start with [Consensus] and [StateMachine].
@NullMarked
package proglog.consensus;

import org.jspecify.annotations.NullMarked;
