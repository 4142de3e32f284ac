// caught by: LogStateMachineTest.answersABatchThatComesAgainWithItsFirstOffsets
// symptom: a producer that sent its batch again after a change of leader has it in the log twice
// in: LogStateMachine
private OffsetRange count(long index, BatchCommand batch) {
    lock.lock();
    try {
        OffsetRange offsets = new OffsetRange(nextOffset, nextOffset + batch.count());
        records.apply(index, offsets, batch);
        producers.remember(batch.sequence(), offsets);
        lastTimeNanos = Math.max(lastTimeNanos, batch.timeNanos());
        nextOffset = offsets.next();
        return offsets;
    } finally {
        lock.unlock();
    }
}
