/// The log over the network: a gRPC server of any [proglog.CommitLog], and a client that is one.
///
/// Start with `log.proto`; then [LogService], which knows the log and the service; then
/// [LogServer], which knows the network; then [RemoteLog], the other end. [Main] wires them.
@NullMarked
package proglog.grpc;

import org.jspecify.annotations.NullMarked;
