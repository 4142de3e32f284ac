// caught by: ReplicatedAppendTest.neverSaysThatNothingHappenedOnceItMayHave
// symptom: a caller was told that nothing happened, and the record is there
// in: Appends
Acknowledged append(Batch batch, Deadline asked) {
    Deadline deadline = earlier(asked, config.patience());
    while (true) {
        long seen = watch.changes();
        CommitLogException failure;
        try {
            return attempt(batch, deadline);
        } catch (LogUnavailableException nothingHappened) {
            failure = nothingHappened;
        } catch (OutcomeUnknownException unknown) {
            ProducerSequence sequence = batch.sequence();
            if (sequence.isNone() || proposals.isForgotten(sequence)) {
                throw unknown;
            }
            failure = unknown;
        }
        if (!watch.canTryAgain(seen, deadline)) {
            throw failure;
        }
    }
}
