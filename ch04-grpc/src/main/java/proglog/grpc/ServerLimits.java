package proglog.grpc;

import java.time.Duration;

/// What a [LogServer] grants to those who connect, most of them strangers. Immutable.
///
/// @param messageBytes the largest message it takes, also after decompression
/// @param metadataBytes how much metadata a call may carry
/// @param connections how many connections may be open
/// @param connectionsPerAddress how many of them from one address
/// @param callsPerConnection how many calls may be open on one connection
/// @param resetsPerSecond how many calls a connection may cancel in a second
/// @param handshakeTime how long TLS and the first frames may take
/// @param requestTime how long a call's only request may take to come; those of streams take their
///   time
/// @param idleTime how long a connection may be open without a call
/// @param connectionAge how long a connection may take new calls; those open go on
/// @param pingInterval how long a connection may be silent before it is asked for a sign of life
/// @param pingTimeout how long that sign may take
/// @param drainTime how long calls may go on after the server was told to stop
public record ServerLimits(
        int messageBytes,
        int metadataBytes,
        int connections,
        int connectionsPerAddress,
        int callsPerConnection,
        int resetsPerSecond,
        Duration handshakeTime,
        Duration requestTime,
        Duration idleTime,
        Duration connectionAge,
        Duration pingInterval,
        Duration pingTimeout,
        Duration drainTime) {

    private static final int MIB = 1024 * 1024;

    /// Refuses what makes no sense.
    public ServerLimits {
        require("messageBytes", messageBytes);
        require("metadataBytes", metadataBytes);
        require("connections", connections);
        require("connectionsPerAddress", connectionsPerAddress);
        require("callsPerConnection", callsPerConnection);
        require("resetsPerSecond", resetsPerSecond);
        require("handshakeTime", handshakeTime.toMillis());
        require("requestTime", requestTime.toMillis());
        require("idleTime", idleTime.toMillis());
        require("connectionAge", connectionAge.toMillis());
        require("pingInterval", pingInterval.toMillis());
        require("pingTimeout", pingTimeout.toMillis());
        require("drainTime", drainTime.toMillis());
    }

    /// For a log of values up to 16 MiB.
    public static ServerLimits standard() {
        return new ServerLimits(
                17 * MIB,
                16 * 1024,
                10_000,
                4_000,
                2_000,
                2_000, // a client may cancel at once all that it may have open
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
    }

    private static void require(String name, long found) {
        if (found <= 0) {
            throw new IllegalArgumentException(
                    "%s is %d, must be more than 0".formatted(name, found));
        }
    }
}
