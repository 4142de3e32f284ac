package proglog.bench;

import java.util.Map;

/// How much memory a node has resident.
final class Memory {

    private Memory() {}

    static Figure figure(String name, String load, double peakMiB) {
        return Figure.of(
                name,
                "the most memory that one of the three nodes had resident under %s, -Xmx256m"
                        .formatted(load),
                "MiB",
                Samples.of(peakMiB),
                Target.atMost(512),
                Map.of());
    }
}
