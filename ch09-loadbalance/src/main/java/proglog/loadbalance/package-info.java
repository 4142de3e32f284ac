/// A client that knows the cluster: appends go to the leader, reads to the followers.
@NullMarked
package proglog.loadbalance;

import org.jspecify.annotations.NullMarked;
