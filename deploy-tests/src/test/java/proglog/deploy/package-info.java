/// The image and the chart, run: containers under faults, and an emulator of a StatefulSet.
///
/// Start with `ContainersTest`, then `StatefulSetTest`.
@NullMarked
package proglog.deploy;

import org.jspecify.annotations.NullMarked;
