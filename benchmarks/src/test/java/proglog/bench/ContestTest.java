package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import proglog.bench.others.Contender;
import proglog.bench.others.Facts;

class ContestTest {

    private static final Load LOAD =
            new Load(
                    List.of(new Load.Question("rate", "how fast?", "records/s", false)),
                    (contender, _) -> contender.append(new byte[0]),
                    Load.Frequency.OFTEN,
                    (contender, scale) ->
                            new double[] {contender.batchedRate(new byte[1], scale.syncTime())});

    private final List<String> turns = new ArrayList<>();

    @Test
    void whoGoesFirstRotates() throws Exception {
        new Contest(List.of(new Steady("ours", 6), new Steady("other", 2)), LOAD, rounds(3)).run();

        assertThat(turns)
                .containsExactly(
                        "prepare ours",
                        "prepare other", // once
                        "ours",
                        "other",
                        "other",
                        "ours", // until here to warm up
                        "ours",
                        "other",
                        "other",
                        "ours",
                        "ours",
                        "other");
    }

    @Test
    void oursIsComparedWithEach() throws Exception {
        List<Comparison> comparisons =
                new Contest(List.of(new Steady("ours", 6), new Steady("other", 2)), LOAD, rounds(3))
                        .run();

        assertThat(comparisons)
                .containsExactly(
                        new Comparison(
                                "rate",
                                "how fast?",
                                "records/s",
                                false,
                                List.of(
                                        new Comparison.Result("ours", 6, 6, 6, 1, 1, 1),
                                        new Comparison.Result("other", 2, 2, 2, 3, 3, 3))));
    }

    @Test
    void aSystemThatFailsIsOut() throws Exception {
        Contest contest =
                new Contest(
                        List.of(new Steady("ours", 6), new Steady("other", -1)), LOAD, rounds(3));

        List<Comparison> comparisons = contest.run();

        assertThat(contest.failures()).containsExactly(java.util.Map.entry("other", "other fell"));
        assertThat(comparisons.getFirst().results())
                .extracting(Comparison.Result::system)
                .containsExactly("ours");
        assertThat(turns.stream().filter("other"::equals)).hasSize(1);
    }

    @Test
    void nothingCanBeComparedWithoutOurs() {
        assertThatThrownBy(
                        () -> new Contest(List.of(new Steady("ours", -1)), LOAD, rounds(3)).run())
                .hasMessage("ours fell");
    }

    private static Scale rounds(int rounds) {
        return new Scale("tiny", rounds, Duration.ZERO, 1, 1, Duration.ofMillis(1), 1, 1, 1, 1);
    }

    /// Is always equally fast; falls when that is negative.
    private final class Steady implements Contender {

        private final String name;
        private final double rate;

        private Steady(String name, double rate) {
            this.name = name;
            this.rate = rate;
        }

        @Override
        public Facts facts() {
            return new Facts(name, "1", "none", true, "all");
        }

        @Override
        public double batchedRate(byte[] value, Duration time) throws IOException {
            turns.add(name);
            if (rate < 0) {
                throw new IOException(name + " fell");
            }
            return rate;
        }

        @Override
        public void append(byte[] value) {
            turns.add("prepare " + name);
        }

        @Override
        public double readRate(Duration time) {
            return rate;
        }

        @Override
        public void killLeader() {}

        @Override
        public void restoreKilled() {}

        @Override
        public List<Long> processes() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
