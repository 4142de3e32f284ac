package proglog.http;

import java.time.Duration;

/// How much of a stranger's patience and memory a server lends out.
///
/// @param headerBytes what the request line, and what all headers together, may take: 414 and 431
/// @param bodyBytes what a body may take: 413
/// @param connections how many are open at once; one more is answered 503 and closed
/// @param idle how long a connection may wait for its next request to begin, before it is closed
/// @param request how long a request may take from its first byte to its last: 408
/// @param write how long an answer may take to leave, before the connection is closed
/// @param stop how long a stopping server waits for requests in flight
public record HttpLimits(
        int headerBytes,
        int bodyBytes,
        int connections,
        Duration idle,
        Duration request,
        Duration write,
        Duration stop) {

    /// Refuses what is not positive.
    public HttpLimits {
        if (Math.min(Math.min(headerBytes, bodyBytes), connections) <= 0) {
            throw new IllegalArgumentException("a limit must be positive");
        }
        for (Duration duration : new Duration[] {idle, request, write, stop}) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("a limit must be positive");
            }
        }
    }

    /// What suits most: a record of 16 MiB fits into a body, as base64.
    public static HttpLimits standard() {
        return new HttpLimits(
                8 * 1024,
                32 * 1024 * 1024,
                10_000,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(8));
    }

    /// The same with another `bodyBytes`.
    public HttpLimits withBodyBytes(int bytes) {
        return new HttpLimits(headerBytes, bytes, connections, idle, request, write, stop);
    }

    /// The same with another `connections`.
    public HttpLimits withConnections(int count) {
        return new HttpLimits(headerBytes, bodyBytes, count, idle, request, write, stop);
    }

    /// The same with another `idle`.
    public HttpLimits withIdle(Duration duration) {
        return new HttpLimits(headerBytes, bodyBytes, connections, duration, request, write, stop);
    }

    /// The same with another `request`.
    public HttpLimits withRequest(Duration duration) {
        return new HttpLimits(headerBytes, bodyBytes, connections, idle, duration, write, stop);
    }

    /// The same with another `write`.
    public HttpLimits withWrite(Duration duration) {
        return new HttpLimits(headerBytes, bodyBytes, connections, idle, request, duration, stop);
    }

    /// The same with another `stop`.
    public HttpLimits withStop(Duration duration) {
        return new HttpLimits(headerBytes, bodyBytes, connections, idle, request, write, duration);
    }
}
