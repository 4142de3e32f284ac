package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import proglog.Batch;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;

/// When a producer opens a line, sends on it, and gives it up.
final class DispatchTest {

    private final LogUnavailableException notNow = new LogUnavailableException("not now");
    private static final long SECOND = 1_000_000_000L;

    private final ProducerConfig config =
            ProducerConfig.defaults()
                    .withBatches(250, 4)
                    .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(3));
    private final Delivery delivery = new Delivery(config, () -> 7);
    private final Dispatch dispatch = new Dispatch(config, delivery, FakeLine::new, 0);

    @Test
    void doesNothingAsLongAsThereIsNothingToSend() {
        assertThat(dispatch.next(0, false)).isEmpty();
        assertThat(dispatch.patience(0)).isEmpty();
    }

    @Test
    void opensALineAndSendsOnceItIsReady() {
        var _ = add(0);

        FakeLine line = open(0);
        assertThat(dispatch.next(0, false)).isEmpty();
        line.ready = true;

        assertThat(dispatch.next(0, false).orElseThrow()).isInstanceOf(Step.Send.class);
        assertThat(dispatch.answered(line, 1)).isPresent();
        assertThat(dispatch.next(1, false)).isEmpty();
    }

    @Test
    void pausesAfterAFailureAndSendsAgainOnAnotherLine() {
        var _ = add(0);
        FakeLine first = ready(0);
        Parcel sent = send(0);

        assertThat(dispatch.ended(first, notNow, 5)).isEmpty();
        assertThat(dispatch.next(5, false)).isEmpty();
        long pause = dispatch.patience(5).orElseThrow().toNanos();
        ready(5 + pause);

        assertThat(pause).isBetween(1L, SECOND);
        assertThat(send(5 + pause)).isSameAs(sent);
    }

    @Test
    void givesUpALineThatIsSilentAndHearsNoMoreOfIt() {
        var _ = add(0);
        FakeLine first = ready(0);
        Parcel sent = send(0);
        assertThat(dispatch.patience(SECOND)).contains(Duration.ofSeconds(2));

        Step given = dispatch.next(3 * SECOND, false).orElseThrow();
        FakeLine second = ready(4 * SECOND);
        Parcel again = send(4 * SECOND);

        assertThat(given).isEqualTo(new Step.Abandon(first, "no answer for PT3S"));
        assertThat(again).isSameAs(sent);
        assertThat(dispatch.answered(first, 4 * SECOND)).isEmpty();
        assertThat(dispatch.ended(first, notNow, 4 * SECOND)).isEmpty();
        assertThat(dispatch.answered(second, 4 * SECOND)).contains(again);
    }

    @Test
    void isPatientWithALineThatAnswersNowAndThen() {
        var _ = add(0);
        var _ = add(0);
        FakeLine line = ready(0);
        send(0);
        send(0);

        dispatch.answered(line, 2 * SECOND);

        assertThat(dispatch.next(4 * SECOND, false)).isEmpty();
        assertThat(dispatch.next(5 * SECOND, false).orElseThrow()).isInstanceOf(Step.Abandon.class);
    }

    @Test
    void saysWhyWhatIsLateIsLate() {
        CompletableFuture<Long> send = add(0);
        dispatch.ended(open(0), notNow, 0);

        Step.Fail late = (Step.Fail) dispatch.next(30 * SECOND, false).orElseThrow();
        late.parcels().forEach(parcel -> parcel.fail(late.failure()));

        assertThat(send.handle((_, failure) -> failure).join())
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("not taken within PT30S: not now");
    }

    @Test
    void doesNotKnowWhatBecomesOfWhatIsLateAndUnderWay() {
        CompletableFuture<Long> send = add(0);
        ready(29 * SECOND);
        send(29 * SECOND);

        assertThat(dispatch.next(30 * SECOND, false).orElseThrow())
                .isInstanceOf(Step.Abandon.class);
        Step.Fail late = (Step.Fail) dispatch.next(30 * SECOND, false).orElseThrow();
        late.parcels().forEach(parcel -> parcel.fail(late.failure()));

        assertThat(send.handle((_, failure) -> failure).join())
                .isInstanceOf(OutcomeUnknownException.class);
    }

    // The node may have handed over, and forward all that comes.
    @Test
    void goesOnAnotherLineNowAndThenWhenAllIsAnswered() {
        var _ = add(0);
        FakeLine first = ready(0);
        send(0);
        dispatch.answered(first, 0);
        var _ = add(9 * SECOND);
        send(9 * SECOND);
        var _ = add(10 * SECOND);

        assertThat(dispatch.next(10 * SECOND, false)).as("something is under way").isEmpty();
        dispatch.answered(first, 11 * SECOND);

        assertThat(dispatch.next(11 * SECOND, false)).contains(new Step.Finish(first));
        assertThat(open(11 * SECOND)).isNotSameAs(first);
    }

    @Test
    void stopsWhenAllIsDone() {
        var _ = add(0);
        FakeLine line = ready(0);
        send(0);

        assertThat(dispatch.next(0, true)).isEmpty();
        dispatch.answered(line, 0);

        assertThat(dispatch.next(0, true)).contains(new Step.Finish(line));
        assertThat(dispatch.next(0, true)).contains(new Step.Stop());
    }

    @Test
    void forgetsALineThatEndsWhenThereIsNothingToSend() {
        var _ = add(0);
        FakeLine line = ready(0);
        send(0);
        dispatch.answered(line, 0);

        dispatch.ended(line, notNow, 1);
        var _ = add(2);

        assertThat(open(2)).as("without a pause").isNotSameAs(line);
    }

    private CompletableFuture<Long> add(long now) {
        Sending.One sending = new Sending.One(Bytes.wrap(new byte[200]));
        delivery.add(sending, now);
        return sending.offset();
    }

    private FakeLine open(long now) {
        Optional<Step> step = dispatch.next(now, false);
        assertThat(step).containsInstanceOf(Step.Open.class);
        return (FakeLine) ((Step.Open) step.orElseThrow()).line();
    }

    private FakeLine ready(long now) {
        FakeLine line = open(now);
        line.ready = true;
        return line;
    }

    private Parcel send(long now) {
        Parcel parcel = ((Step.Send) dispatch.next(now, false).orElseThrow()).parcel();
        parcel.batch();
        return parcel;
    }

    private static final class FakeLine implements Line {

        private boolean ready;

        @Override
        public void open() {}

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void send(Batch batch) {}

        @Override
        public void finish() {}

        @Override
        public void abandon(String reason) {}
    }
}
