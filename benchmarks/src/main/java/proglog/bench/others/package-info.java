/// Kafka, etcd and NATS as clusters of three processes on this machine, each with its own client.
///
/// Start with [Contender], which is all that a load needs to know of a system, then [Others].
@NullMarked
package proglog.bench.others;

import org.jspecify.annotations.NullMarked;
