/// Clients of a cluster, on real servers.
@NullMarked
package proglog.loadbalance;

import org.jspecify.annotations.NullMarked;
