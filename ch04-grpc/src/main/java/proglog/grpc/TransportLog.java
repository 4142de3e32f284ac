package proglog.grpc;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What gRPC itself logs of single calls and connections: a stack trace for every client that goes
/// away while something is on its way to it, for every message over the limit, and for every
/// connection that breaks the rules.
///
/// Strangers would decide how much is written, and how the call ended is known from its status. So
/// it is turned off.
final class TransportLog {

    // Held here: a logger that nobody holds forgets its level.
    private static final List<Logger> LOGGERS =
            List.of(
                    Logger.getLogger("io.grpc.netty.NettyServerHandler"),
                    Logger.getLogger("io.grpc.netty.NettyServerStream"),
                    Logger.getLogger("io.grpc.netty.NettyServerTransport"));

    private TransportLog() {}

    static void turnOff() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
