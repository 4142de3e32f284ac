/// The log over the network: a gRPC server of any [proglog.CommitLog], and a client that is one.
@NullMarked
package proglog.grpc;

import org.jspecify.annotations.NullMarked;
