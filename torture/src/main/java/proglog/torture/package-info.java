/// Clusters of real processes under faults, and a checker of what they promised.
@NullMarked
package proglog.torture;

import org.jspecify.annotations.NullMarked;
