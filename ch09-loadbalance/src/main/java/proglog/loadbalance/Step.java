package proglog.loadbalance;

import java.util.List;

/// What a producer's sender is to do next. Immutable.
sealed interface Step {

    /// Open `line`.
    record Open(Line line) implements Step {}

    /// Send the batch of `parcel` on `line`.
    record Send(Line line, Parcel parcel) implements Step {}

    /// Send nothing more on `line`, where all is answered.
    record Finish(Line line) implements Step {}

    /// Give `line` up, with what is under way on it.
    record Abandon(Line line, String reason) implements Step {}

    /// Tell those who wait for `parcels` that they have failed.
    record Fail(List<Parcel> parcels, RuntimeException failure) implements Step {}

    /// Stop: all is done.
    record Stop() implements Step {}
}
