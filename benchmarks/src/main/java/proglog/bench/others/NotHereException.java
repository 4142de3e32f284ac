package proglog.bench.others;

import java.io.IOException;

/// A program is not on this machine and cannot be fetched; the message says how to get it.
public final class NotHereException extends IOException {

    NotHereException(String howToGetIt) {
        super(howToGetIt);
    }
}
