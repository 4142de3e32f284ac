// caught by: AppendTest.answersABatchThatCameBeforeWithItsFirstOffsets
// symptom: a client lost the answer to its append and sent the batch again; the log has the records twice
// in: InMemoryLog
public OffsetRange append(Batch batch, Deadline deadline) {
    if (deadline.hasPassed()) {
        throw new LogUnavailableException("the deadline passed before the append began");
    }
    if (Thread.currentThread().isInterrupted()) {
        throw new LogUnavailableException("interrupted before the append began");
    }
    lock.writeLock().lock();
    try {
        requireOpen();
        return producers.find(batch.sequence()).orElse(store(batch));
    } finally {
        lock.writeLock().unlock();
    }
}
