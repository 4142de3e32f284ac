package proglog.consensus;

import io.grpc.Context;
import io.grpc.Metadata;
import java.util.Optional;

/// Who acknowledged the append of a call, and in which term: it travels back in the trailers.
///
/// For many threads. It is in the context of a call for as long as the call lasts.
final class Acknowledgement {

    static final Metadata.Key<String> TERM =
            Metadata.Key.of("proglog-term", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> LEADER =
            Metadata.Key.of("proglog-leader", Metadata.ASCII_STRING_MARSHALLER);
    static final Context.Key<Acknowledgement> KEY = Context.key("proglog-acknowledgement");

    private volatile Optional<By> by = Optional.empty();

    /// @param term the reign
    /// @param leader the name of who led
    record By(long term, String leader) {}

    /// Notes in the call that is being answered, if there is one, who acknowledged.
    static void note(Acknowledged done) {
        Acknowledgement call = KEY.get();
        if (call != null) {
            call.by = Optional.of(new By(done.term(), done.leader()));
        }
    }

    Optional<By> by() {
        return by;
    }

    /// Takes what `trailers` say.
    void read(Metadata trailers) {
        String term = trailers.get(TERM);
        String leader = trailers.get(LEADER);
        if (term != null && leader != null && term.matches("\\d{1,18}")) {
            by = Optional.of(new By(Long.parseLong(term), leader));
        }
    }

    void writeTo(Metadata trailers) {
        by.ifPresent(one -> {
            trailers.put(TERM, Long.toString(one.term()));
            trailers.put(LEADER, one.leader());
        });
    }
}
