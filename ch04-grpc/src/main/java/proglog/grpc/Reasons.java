package proglog.grpc;

import io.grpc.Status;
import java.util.Optional;
import java.util.stream.Stream;

/// Why a call failed, in words for whoever made it or reads a log. gRPC's own are for those who
/// know its inside.
public final class Reasons {

    /// What gRPC says when the other end hung up before it had said anything.
    private static final String HUNG_UP = "Network closed for unknown reason";

    private Reasons() {}

    /// What the server said; when the connection failed, what broke it.
    public static String of(Status status) {
        String said = status.getDescription();
        if (HUNG_UP.equals(said)) {
            return "the server closed the connection without a word: it may require TLS";
        }
        return cause(status)
                .map(broken -> "the connection failed: " + broken)
                .orElse(said == null ? status.getCode().name() : said);
    }

    /// The first cause that says something, not just which class it is.
    private static Optional<String> cause(Status status) {
        return Stream.iterate(status.getCause(), cause -> cause != null, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.contains("Exception"))
                .findFirst();
    }
}
