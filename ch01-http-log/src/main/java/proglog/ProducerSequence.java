package proglog;

/// Names one batch of one producer, so that the batch can be sent again without being stored again.
///
/// @param producer who appends: chosen at random by the producer, once; 0 means nobody said
/// @param sequence counts the producer's batches upwards, from 1 on; gaps are allowed once a batch
///   was acknowledged, going back is a repetition
public record ProducerSequence(long producer, long sequence) {

    /// What a batch carries whose producer does not care to repeat it safely.
    public static final ProducerSequence NONE = new ProducerSequence(0, 0);

    /// Whether nobody said.
    public boolean isNone() {
        return producer == 0;
    }
}
