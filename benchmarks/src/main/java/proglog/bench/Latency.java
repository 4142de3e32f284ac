package proglog.bench;

/// How long something took, in microseconds.
record Latency(double p50, double p99) {

    static Latency of(Samples micros) {
        return new Latency(micros.median(), micros.percentile(99));
    }
}
