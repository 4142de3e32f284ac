package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Batch;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;
import proglog.grpc.NotPermittedException;

/// Task 9.7: [Delivery#ended]. Which batch is next, and whose failure a failure is.
@Tag("task-9.7")
final class DeliveryTest {

    private static final long MS = 1_000_000;

    private final LogUnavailableException notNow = new LogUnavailableException("not now");
    private final OutcomeUnknownException unknown = new OutcomeUnknownException("who knows");
    private final IllegalArgumentException tooLarge = new IllegalArgumentException("large");
    private final NotPermittedException notYou =
            new NotPermittedException("not you", new IllegalStateException());

    private final Delivery delivery =
            new Delivery(
                    ProducerConfig.defaults()
                            .withBatches(250, 4)
                            .withTimeouts(Duration.ofMillis(100), Duration.ofMillis(10)),
                    () -> 7);

    @Test
    void sendsWhatThereIsAtOnceAndMakesBatchesOfWhatComesMeanwhile() {
        var _ = add(Bytes.utf8("a"), 0);
        Parcel first = delivery.next();
        var _ = add(Bytes.utf8("b"), 0);
        delivery.next();
        var _ = add(Bytes.utf8("c"), 0);

        assertThat(delivery.hasNext()).as("a part of a batch, and two under way").isFalse();
        var _ = add(Bytes.utf8("d"), 0);
        assertThat(delivery.answered()).isSameAs(first);
        assertThat(delivery.hasNext()).isTrue();
        assertThat(delivery.next().batch())
                .isEqualTo(
                        new Batch(
                                List.of(Bytes.utf8("c"), Bytes.utf8("d")),
                                new ProducerSequence(7, 3)));
    }

    @Test
    void beginsABatchWhenTheLastOneIsFull() {
        for (int i = 0; i < 5; i++) {
            var _ = add(Bytes.utf8("value " + i), 0);
        }

        assertThat(sendAll()).extracting(parcel -> parcel.batch().size()).containsExactly(2, 2);
        delivery.answered();
        assertThat(sendAll()).extracting(parcel -> parcel.batch().size()).containsExactly(1);
    }

    @Test
    void keepsTogetherWhatWasSentTogether() {
        Sending.Many pair = many("a", "b");
        Sending.Many large = many("c".repeat(200), "d".repeat(200));
        CompletableFuture<Long> single = add(Bytes.utf8("e"), 0);
        delivery.add(pair, 0); // has no room behind the first
        delivery.add(large, 0); // nor anywhere

        List<Parcel> sent = sendAll();
        sent.getFirst().complete(10);
        sent.get(1).complete(11);
        sent.getLast().fail(tooLarge);

        assertThat(sent).extracting(parcel -> parcel.batch().size()).containsExactly(1, 2, 2);
        assertThat(single).isCompletedWithValue(10L);
        assertThat(pair.offsets()).isCompletedWithValue(new OffsetRange(11, 13));
        assertThat(large.offsets().exceptionNow()).isSameAs(tooLarge);
    }

    private static Sending.Many many(String... values) {
        return new Sending.Many(Stream.of(values).map(Bytes::utf8).toList());
    }

    @Test
    void hasNoMoreUnderWayThanItIsTold() {
        full(6);

        assertThat(sendAll()).hasSize(4);
        delivery.answered();
        assertThat(sendAll()).hasSize(1);
    }

    @Test
    void sendsAgainInTheSameOrderAndUnderTheSameNumbersWhatWasUnderWay() {
        full(3);
        List<Batch> sent = batches(sendAll());
        delivery.answered();

        assertThat(delivery.ended(unknown)).isEmpty();
        var _ = add(Bytes.utf8("later"), 0);

        assertThat(batches(sendAll())).isEqualTo(sent.subList(1, 3));
    }

    // Otherwise the same number would stand for something else.
    @Test
    void addsNothingToABatchThatWasSent() {
        var _ = add(Bytes.utf8("a"), 0);
        List<Batch> sent = batches(sendAll());
        delivery.ended(unknown);

        var _ = add(Bytes.utf8("b"), 0);

        assertThat(batches(sendAll()).getFirst()).isEqualTo(sent.getFirst());
    }

    @Test
    void findsOutWhichOfSeveralWasRefused() {
        List<CompletableFuture<Long>> sends = full(3);
        sendAll();

        assertThat(delivery.ended(tooLarge)).isEmpty();
        Parcel first = delivery.next();
        assertThat(delivery.hasNext()).as("one at a time").isFalse();
        assertThat(delivery.answered()).isSameAs(first);
        assertThat(sendAll()).hasSize(2);
        assertThat(delivery.ended(tooLarge)).isEmpty();
        Parcel second = delivery.next();
        Optional<Parcel> refused = delivery.ended(tooLarge);

        assertThat(refused).contains(second);
        second.fail(tooLarge);
        assertThat(failure(sends.get(1))).isSameAs(tooLarge);
        assertThat(sendAll()).hasSize(1);
        assertThat(sends.get(2)).isNotDone();
    }

    @Test
    void failsWhoeverComesFirstWhenNothingIsPermitted() {
        List<CompletableFuture<Long>> sends = full(2);

        Parcel refused = delivery.ended(notYou).orElseThrow();
        refused.fail(notYou);

        assertThat(failure(sends.getFirst())).isSameAs(notYou);
        assertThat(sendAll()).hasSize(1);
    }

    @Test
    void doesNotSayThatNothingHappenedWhenThePermissionWasTakenAwayMeanwhile() {
        List<CompletableFuture<Long>> sends = full(2);
        sendAll();
        delivery.answered();

        Parcel refused = delivery.ended(notYou).orElseThrow();
        refused.fail(notYou);

        assertThat(failure(sends.getLast()))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageEndingWith("not you");
    }

    @Test
    void givesUpWhatIsLate() {
        List<CompletableFuture<Long>> sends = new ArrayList<>();
        sends.add(add(Bytes.wrap(new byte[200]), 0));
        sends.add(add(Bytes.wrap(new byte[200]), 50 * MS));
        sendAll();
        delivery.ended(notNow);

        List<Parcel> late = delivery.expire(100 * MS);
        late.forEach(parcel -> parcel.fail(notNow));

        assertThat(late).hasSize(1);
        assertThat(failure(sends.getFirst())).as("nothing happened").isSameAs(notNow);
        assertThat(delivery.remainingNanos(100 * MS)).isEqualTo(50 * MS);
    }

    @Test
    void neverSaysThatNothingHappenedOnceItMayHave() {
        CompletableFuture<Long> send = add(Bytes.utf8("a"), 0);
        sendAll();
        delivery.ended(unknown);
        sendAll();
        delivery.ended(notNow);

        delivery.expire(100 * MS).forEach(parcel -> parcel.fail(notNow));

        assertThat(failure(send)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void waitsLongerTheMoreOftenItFails() {
        full(1);
        assertThat(delivery.pauseNanos()).isZero();
        delivery.ended(notNow);
        long once = delivery.pauseNanos();
        delivery.silent();
        delivery.silent();

        assertThat(once).isPositive();
        assertThat(delivery.pauseNanos()).isGreaterThan(once);
        assertThat(delivery.patienceNanos()).isEqualTo(40 * MS);
        delivery.next();
        delivery.answered();
        assertThat(delivery.pauseNanos()).isZero();
        assertThat(delivery.patienceNanos()).isEqualTo(10 * MS);
    }

    private CompletableFuture<Long> add(Bytes value, long now) {
        Sending.One sending = new Sending.One(value);
        delivery.add(sending, now);
        return sending.offset();
    }

    private List<CompletableFuture<Long>> full(int batches) {
        List<CompletableFuture<Long>> sends = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            sends.add(add(Bytes.wrap(new byte[200]), 0));
        }
        return sends;
    }

    private List<Parcel> sendAll() {
        List<Parcel> sent = new ArrayList<>();
        while (delivery.hasNext()) {
            sent.add(delivery.next());
            sent.getLast().batch();
        }
        return sent;
    }

    private static List<Batch> batches(List<Parcel> parcels) {
        return parcels.stream().map(Parcel::batch).toList();
    }

    private static Throwable failure(CompletableFuture<Long> send) {
        assertThat(send).isDone();
        return send.handle((_, failure) -> failure).join();
    }
}
