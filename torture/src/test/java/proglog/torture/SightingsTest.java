package proglog.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.LogRecord;

/// Readers that see different things are found out.
final class SightingsTest {

    private static final Instant TIME = Instant.ofEpochSecond(5, 7);

    private final Sightings sightings = new Sightings();

    @Test
    void acceptsTheSameRecordFromEveryNode() {
        sightings.note("n1", record(70_000, 3, TIME));
        sightings.note("n2", record(70_000, 3, TIME));
        sightings.note("n3", record(0, 4, TIME));

        assertThat(sightings.differences()).isEmpty();
        assertThat(sightings.next()).isEqualTo(70_001);
    }

    @Test
    void seesAnotherValue() {
        sightings.note("n1", record(4, 3, TIME));
        sightings.note("n2", record(4, 2, TIME));

        assertThat(sightings.differences())
                .singleElement()
                .asString()
                .startsWith("n2 has at 4 something else than was read there before: w1-2-0 of ");
    }

    @Test
    void seesAnotherTime() {
        sightings.note("n1", record(4, 3, TIME));
        sightings.note("n2", record(4, 3, TIME.plusNanos(1)));

        assertThat(sightings.differences()).hasSize(1);
    }

    @Test
    void knowsValuesByTheirBytes() {
        ValueId id = new ValueId(3, 17, 1);

        assertThat(ValueId.of(id.value())).contains(id);
        assertThat(ValueId.of(Bytes.wrap("w3-17-1:xyz".getBytes(US_ASCII)))).isEmpty();
        assertThat(ValueId.of(Bytes.wrap("else".getBytes(US_ASCII)))).isEmpty();
    }

    private static LogRecord record(long offset, int number, Instant time) {
        return new LogRecord(offset, time, new ValueId(1, number, 0).value());
    }
}
