package proglog.torture;

import java.util.Optional;

/// What a client did and what came of it. Immutable. Times are nanoseconds since the run began.
sealed interface Operation {

    /// When the client began.
    long start();

    /// When the client knew.
    long end();

    /// A batch that a writer wanted appended, with all its repetitions.
    ///
    /// @param writer who
    /// @param number the how many-th of that writer
    /// @param size how many values
    /// @param identified whether it had a producer's id and a sequence, and so was repeated
    /// @param attempts how many times it was sent
    record Append(
            int writer,
            int number,
            int size,
            boolean identified,
            int attempts,
            long start,
            long end,
            Outcome outcome)
            implements Operation {

        /// Its `index`-th value.
        ValueId id(int index) {
            return new ValueId(writer, number, index);
        }

        @Override
        public String toString() {
            return "append w%d-%d (%d values%s, %d attempts, %s to %s): %s"
                    .formatted(
                            writer,
                            number,
                            size,
                            identified ? ", identified" : "",
                            attempts,
                            seconds(start),
                            seconds(end),
                            outcome);
        }
    }

    /// A linearizable read of one record.
    ///
    /// @param node who was asked
    /// @param offset of which record
    record Read(String node, long offset, long start, long end, Answer answer)
            implements Operation {

        @Override
        public String toString() {
            return "read %d at %s (%s to %s): %s"
                    .formatted(offset, node, seconds(start), seconds(end), answer);
        }
    }

    /// What came of an append.
    sealed interface Outcome {
        /// It was acknowledged, by the leader of a term if the answer told.
        record Acknowledged(long offset, Optional<Reign> reign) implements Outcome {}

        /// It may have happened.
        record Unknown() implements Outcome {}

        /// It has not happened, says the cluster.
        record Refused() implements Outcome {}
    }

    /// What came of a read.
    enum Answer {
        /// The record.
        FOUND,
        /// That there is no such record.
        MISSING,
        /// No answer in time, or that there cannot be one.
        NONE
    }

    /// Who answered for the cluster.
    record Reign(long term, String leader) {}

    private static String seconds(long nanos) {
        return "%.3f s".formatted(nanos / 1e9);
    }
}
