/// Clusters of real processes under faults, and a checker of what they promised.
///
/// Start with [proglog.torture.FaultKind] for what is done to a cluster, [proglog.torture.Checker]
/// for what it must keep nevertheless, and [proglog.torture.Run] for how the two come together.
@NullMarked
package proglog.torture;

import org.jspecify.annotations.NullMarked;
