package proglog.loadbalance;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import proglog.LogUnavailableException;
import proglog.ProducerForgottenException;

/// Decides what a producer does next: when to open a line, to send, to wait no longer. Has no
/// thread, no socket and no clock; times are on the scale of `System.nanoTime()`. For one thread at
/// a time.
final class Dispatch {

    // By then another node may lead, to which the server of this line forwards everything.
    private static final long RENEWAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final ProducerConfig config;
    private final Delivery delivery;
    private final Supplier<? extends Line> lines;
    private Optional<Line> line = Optional.empty();
    private String trouble = "no server took it"; // the latest
    private long lineSince;
    private long heardAt; // when there was an answer, or the first batch was sent
    private long pausesUntil;

    /// @param lines makes lines that are to be opened
    Dispatch(ProducerConfig config, Delivery delivery, Supplier<? extends Line> lines, long now) {
        this.config = config;
        this.delivery = delivery;
        this.lines = lines;
        this.pausesUntil = now;
    }

    /// What to do at the time `now`, if there is something; the caller does it at once.
    Optional<Step> next(long now, boolean isClosing) {
        if (isSilent(now)) {
            return line.map(current -> abandon(current, now));
        }
        List<Parcel> late = delivery.expire(now);
        if (!late.isEmpty()) {
            return Optional.of(new Step.Fail(late, tooLate()));
        }
        if (delivery.isEmpty()) {
            return isClosing ? Optional.of(last()) : Optional.empty();
        }
        return line.isPresent() ? onLine(line.get(), now) : withoutLine(now);
    }

    // What is under way cannot be given up alone: the next answer would be taken for another's.
    private boolean isSilent(long now) {
        return delivery.hasUnderWay()
                && (now - heardAt >= delivery.patienceNanos() || delivery.remainingNanos(now) <= 0);
    }

    private Step abandon(Line current, long now) {
        trouble = "no answer for " + Duration.ofNanos(now - heardAt).truncatedTo(MILLIS);
        line = Optional.empty();
        delivery.silent();
        pausesUntil = now + delivery.pauseNanos();
        return new Step.Abandon(current, trouble);
    }

    private RuntimeException tooLate() {
        return new LogUnavailableException(
                "not taken within %s: %s".formatted(config.deliveryTimeout(), trouble));
    }

    private Step last() {
        return line.map(this::finish).orElseGet(Step.Stop::new);
    }

    private Step finish(Line current) {
        line = Optional.empty();
        return new Step.Finish(current);
    }

    private Optional<Step> onLine(Line current, long now) {
        if (now - lineSince >= RENEWAL_NANOS) {
            return delivery.hasUnderWay() ? Optional.empty() : Optional.of(finish(current));
        }
        if (!canSend()) {
            return Optional.empty();
        }
        if (!delivery.hasUnderWay()) {
            heardAt = now;
        }
        return Optional.of(new Step.Send(current, delivery.next()));
    }

    /// Whether a batch could be sent now.
    boolean canSend() {
        return delivery.hasNext() && line.filter(Line::isReady).isPresent();
    }

    private Optional<Step> withoutLine(long now) {
        if (now - pausesUntil < 0) {
            return Optional.empty();
        }
        Line next = lines.get();
        line = Optional.of(next);
        lineSince = now;
        return Optional.of(new Step.Open(next));
    }

    /// How long to wait for something to happen before [#next] is asked again; nothing when there
    /// is nothing to deliver.
    Optional<Duration> patience(long now) {
        if (delivery.isEmpty()) {
            return Optional.empty();
        }
        long nanos = delivery.remainingNanos(now);
        if (delivery.hasUnderWay()) {
            nanos = Math.min(nanos, heardAt + delivery.patienceNanos() - now);
        }
        if (line.isEmpty()) {
            nanos = Math.min(nanos, pausesUntil - now);
        }
        return Optional.of(Duration.ofNanos(nanos));
    }

    /// `from` has an answer: it is for the batch returned, unless the line was given up.
    Optional<Parcel> answered(Line from, long now) {
        if (!isCurrent(from) || !delivery.hasUnderWay()) {
            return Optional.empty();
        }
        heardAt = now;
        return Optional.of(delivery.answered());
    }

    /// `from` has ended by `failure`; the batches returned have failed with it for good.
    List<Parcel> ended(Line from, RuntimeException failure, long now) {
        if (!isCurrent(from)) {
            return List.of();
        }
        line = Optional.empty();
        boolean wasIdle = delivery.isEmpty();
        List<Parcel> failed =
                failure instanceof ProducerForgottenException
                        ? delivery.forgotten()
                        : delivery.ended(failure).stream().toList();
        pausesUntil = wasIdle ? now : now + delivery.pauseNanos();
        trouble = String.valueOf(failure.getMessage());
        return failed;
    }

    /// Nothing more is delivered; returns the line that is to be given up, if there is one.
    Optional<Line> giveUp() {
        Optional<Line> left = line;
        line = Optional.empty();
        return left;
    }

    private boolean isCurrent(Line one) {
        return line.filter(current -> current.equals(one)).isPresent();
    }
}
