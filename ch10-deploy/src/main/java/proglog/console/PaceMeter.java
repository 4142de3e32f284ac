package proglog.console;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import proglog.observability.Series;

/// How much is going on now, from what chapter 6 counts anyway: the difference between two looks.
/// For many threads.
///
/// So nothing is paid on the way of a record, and little while nobody looks. Latencies are read off
/// the buckets of a histogram: between two bounds they are estimates.
final class PaceMeter {

    private static final long LOOK_NANOS = 1_000_000_000;
    private static final int LOOKS = 4; // what is shown is about the last three seconds

    private final Supplier<MetricSnapshots> metrics;
    private final LongSupplier nanoTime;
    private final Deque<Look> looks = new ArrayDeque<>(); // guarded by this

    /// What had been counted at a time.
    ///
    /// @param buckets how many appends took more than the bound before and at most this many
    ///   seconds
    private record Look(
            long nanos,
            double records,
            double bytes,
            double read,
            NavigableMap<Double, Long> buckets) {}

    PaceMeter(Supplier<MetricSnapshots> metrics, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /// The pace of the last few seconds; none at the first call.
    synchronized NodeStatus.Pace now() {
        long now = nanoTime.getAsLong();
        if (looks.isEmpty() || now - looks.getLast().nanos() >= LOOK_NANOS) {
            looks.add(look(now));
            // After a pause the old looks say nothing about now.
            while (looks.size() > LOOKS
                    || now - looks.getFirst().nanos() > 2 * LOOKS * LOOK_NANOS) {
                looks.remove();
            }
        }
        return pace(looks.getFirst(), looks.getLast());
    }

    private Look look(long now) {
        double records = 0;
        double bytes = 0;
        double read = 0;
        NavigableMap<Double, Long> buckets = new TreeMap<>();
        for (MetricSnapshot metric : metrics.get()) {
            String name = metric.getMetadata().getPrometheusName();
            if (metric instanceof CounterSnapshot counter) {
                records += is(Series.APPENDED_RECORDS, name) ? total(counter) : 0;
                bytes += is(Series.APPENDED, name) ? total(counter) : 0;
                read += is(Series.READ_RECORDS, name) ? total(counter) : 0;
            } else if (metric instanceof HistogramSnapshot histogram
                    && is(Series.APPEND_DURATION, name)) {
                fill(buckets, histogram);
            }
        }
        return new Look(now, records, bytes, read, buckets);
    }

    // A scrape adds the unit to the name, and nothing for {record}.
    private static boolean is(Series series, String name) {
        String plain = series.id().replace('.', '_');
        return name.equals(plain)
                || name.equals(plain + "_bytes")
                || name.equals(plain + "_seconds");
    }

    private static double total(CounterSnapshot counter) {
        return counter.getDataPoints().stream()
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    private static void fill(NavigableMap<Double, Long> buckets, HistogramSnapshot histogram) {
        for (HistogramSnapshot.HistogramDataPointSnapshot point : histogram.getDataPoints()) {
            for (ClassicHistogramBucket bucket : point.getClassicBuckets()) {
                buckets.merge(bucket.getUpperBound(), bucket.getCount(), Long::sum);
            }
        }
    }

    private static NodeStatus.Pace pace(Look from, Look to) {
        double seconds = (to.nanos() - from.nanos()) / 1e9;
        if (seconds <= 0) {
            return NodeStatus.Pace.NONE;
        }
        NavigableMap<Double, Long> took = new TreeMap<>();
        to.buckets()
                .forEach((bound, count) ->
                        took.put(bound, count - from.buckets().getOrDefault(bound, 0L)));
        return new NodeStatus.Pace(
                (to.records() - from.records()) / seconds,
                (to.bytes() - from.bytes()) / seconds,
                (to.read() - from.read()) / seconds,
                quantile(took, 0.5),
                quantile(took, 0.99));
    }

    /// As if what is in a bucket were spread evenly over it.
    private static double quantile(NavigableMap<Double, Long> buckets, double share) {
        long all = buckets.values().stream().mapToLong(Long::longValue).sum();
        double wanted = all * share;
        double below = 0;
        double lower = 0;
        for (Map.Entry<Double, Long> bucket : buckets.entrySet()) {
            if (bucket.getValue() > 0 && below + bucket.getValue() >= wanted) {
                double within = (wanted - below) / bucket.getValue();
                return bucket.getKey().isInfinite()
                        ? lower
                        : lower + within * (bucket.getKey() - lower);
            }
            below += bucket.getValue();
            lower = bucket.getKey();
        }
        return 0;
    }
}
