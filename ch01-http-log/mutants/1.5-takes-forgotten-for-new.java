// caught by: ProducersTest.remembersSoManyBatchesAndRefusesToGuessAboutOlderOnes
// symptom: a very late repetition of an old batch was stored a second time, and nobody was warned
// in: Producers
private static Optional<OffsetRange> recall(ProducerSequence sequence, Remembered known) {
    return Optional.ofNullable(known.batches.get(sequence.sequence()));
}
