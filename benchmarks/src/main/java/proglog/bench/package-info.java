/// How fast the logs are, measured against the raw limit of the same machine in the same run.
///
/// Start with [StorageBench]: what it measures is a list of [Measurement]s, each of which gives
/// [Figure]s. The JMH classes beside it ask one question each, for a closer look.
@NullMarked
package proglog.bench;

import org.jspecify.annotations.NullMarked;
