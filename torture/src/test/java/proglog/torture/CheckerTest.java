package proglog.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Each broken promise is seen, and nothing is seen where none is broken.
final class CheckerTest {

    private static final Operation.Outcome UNKNOWN = new Operation.Outcome.Unknown();
    private static final Operation.Outcome REFUSED = new Operation.Outcome.Refused();

    private final Story story = new Story();

    @Test
    void findsNothingInASoundRun() {
        story.append(1, 3, 2, UNKNOWN);
        story.append(2, 3, 1, REFUSED);
        story.read(8, Operation.Answer.FOUND);
        story.read(9, Operation.Answer.MISSING);
        story.read(8, Operation.Answer.NONE);

        assertThat(story.brokenPromises()).isEmpty();
    }

    @Test
    void findsNothingWhenAnUnknownAppendHappenedOnce() {
        story.append(3, 0, 2, UNKNOWN);
        add(new ValueId(3, 0, 0));
        add(new ValueId(3, 0, 1));

        assertThat(story.brokenPromises()).isEmpty();
    }

    @Test
    void seesALostRecord() {
        story.log.removeLast();
        story.lengths.replaceAll((_, _) -> (long) story.log.size());
        story.seen = story.log.size();

        assertThat(story.brokenPromises()).containsExactly("no acknowledged record is lost");
    }

    @Test
    void seesTwoRecordsThatChangedPlaces() {
        Collections.swap(story.log, 2, 5);
        story.log.set(2, at(story.log.get(2), 2));
        story.log.set(5, at(story.log.get(5), 5));

        assertThat(story.brokenPromises()).containsExactly("no acknowledged record is lost");
    }

    @Test
    void seesAValueNobodySent() {
        add(new ValueId(9, 0, 0));
        assertThat(story.brokenPromises()).containsExactly("no value nobody sent");
    }

    @Test
    void seesAValueBeyondItsBatch() {
        add(new ValueId(2, 0, 1));
        assertThat(story.brokenPromises()).contains("no value nobody sent");
    }

    @Test
    void seesAValueThatIsNotLikeAnyValue() {
        story.log.add(new FinalLog.Entry(Optional.empty(), Instant.ofEpochSecond(99)));
        story.lengths.replaceAll((_, length) -> length + 1);

        assertThat(story.brokenPromises()).containsExactly("no value nobody sent");
    }

    @Test
    void seesAnAppendThatHappenedTwice() {
        add(new ValueId(2, 2, 0));
        assertThat(story.brokenPromises()).containsExactly("no append happens twice");
    }

    @Test
    void seesHalfABatch() {
        story.append(1, 3, 2, UNKNOWN);
        add(new ValueId(1, 3, 0));

        assertThat(story.brokenPromises())
                .containsExactly("a batch stays together, or does not happen");
    }

    @Test
    void seesThatARefusedAppendHappened() {
        story.append(2, 3, 1, REFUSED);
        add(new ValueId(2, 3, 0));

        assertThat(story.brokenPromises()).containsExactly("what was refused has not happened");
    }

    @Test
    void seesAStaleRead() {
        story.read(8, Operation.Answer.MISSING);

        assertThat(story.brokenPromises())
                .containsExactly("no stale answer where a linearizable one was asked");
    }

    @Test
    void seesALaterAppendAtAnEarlierOffset() {
        Operation.Append first = story.appends.getFirst();
        story.appends.set(0, new Operation.Append(1, 0, 2, true, 1, 1_000, 1_010, first.outcome()));

        assertThat(story.brokenPromises())
                .containsExactly("appends keep the order in which clients saw them end");
    }

    @Test
    void seesTwoLeadersOfOneTerm() {
        Operation.Append last = story.appends.getLast();
        story.appends.set(
                story.appends.size() - 1,
                new Operation.Append(
                        2,
                        2,
                        1,
                        true,
                        1,
                        last.start(),
                        last.end(),
                        new Operation.Outcome.Acknowledged(
                                8, Optional.of(new Operation.Reign(1, "n7")))));

        assertThat(story.brokenPromises()).containsExactly("one leader a term");
    }

    @Test
    void seesANodeThatStaysBehind() {
        story.lengths.put("n2", 8L);

        assertThat(story.brokenPromises()).containsExactly("every node has the whole log");
    }

    @Test
    void seesThatARecordThatWasReadIsGone() {
        story.seen++;

        assertThat(story.brokenPromises()).containsExactly("what was read once stays");
    }

    @Test
    void seesATimeThatGoesBack() {
        story.log.set(4, at(story.log.get(4), 99));

        assertThat(story.brokenPromises()).containsExactly("append times never go back");
    }

    @Test
    void seesThatNodesDiffer() {
        story.differences.add("n2 has at 3 something else than was read there before");

        assertThat(story.brokenPromises())
                .containsExactly("the same record at the same offset everywhere");
    }

    private void add(ValueId id) {
        story.log.add(story.entry(id));
        story.lengths.replaceAll((_, length) -> length + 1);
    }

    private static FinalLog.Entry at(FinalLog.Entry entry, int second) {
        return new FinalLog.Entry(entry.id(), Instant.ofEpochSecond(second));
    }
}
