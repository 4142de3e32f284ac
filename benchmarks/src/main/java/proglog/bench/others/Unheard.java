package proglog.bench.others;

import io.nats.client.ErrorListener;

/// Hears of errors of a connection, which also show in what the calls return. Immutable.
final class Unheard implements ErrorListener {}
