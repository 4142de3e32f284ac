package proglog.security;

import io.netty.handler.ssl.ClientAuth;

/// What one end of a connection asks of the other.
enum TlsMode {
    /// A server that does not ask who is calling.
    SERVER_FOR_ANYONE(true, false, true),
    /// A server that requires a certificate for clients.
    SERVER(true, false, true),
    /// A server that lets clients without a certificate in, and knows who has one; not for gRPC.
    SERVER_FOR_OPERATORS(true, false, false),
    /// A client; it presents its certificate when it has one and is asked.
    CLIENT(false, false, true),
    /// A node that accepts other nodes only, over gRPC.
    PEER_SERVER(true, true, true),
    /// A node that calls other nodes only, over gRPC.
    PEER_CLIENT(false, true, true),
    /// A node that accepts other nodes only, over a protocol of its own.
    RAW_PEER_SERVER(true, true, false),
    /// A node that calls other nodes only, over a protocol of its own.
    RAW_PEER_CLIENT(false, true, false);

    private final boolean accepts;
    private final boolean onlyPeers;
    private final boolean speaksGrpc;

    TlsMode(boolean accepts, boolean onlyPeers, boolean speaksGrpc) {
        this.accepts = accepts;
        this.onlyPeers = onlyPeers;
        this.speaksGrpc = speaksGrpc;
    }

    /// Whether it accepts connections rather than opening them.
    boolean accepts() {
        return accepts;
    }

    boolean onlyPeers() {
        return onlyPeers;
    }

    boolean speaksGrpc() {
        return speaksGrpc;
    }

    ClientAuth clientAuth() {
        return switch (this) {
            case SERVER_FOR_ANYONE -> ClientAuth.NONE;
            case SERVER_FOR_OPERATORS -> ClientAuth.OPTIONAL;
            default -> ClientAuth.REQUIRE;
        };
    }
}
