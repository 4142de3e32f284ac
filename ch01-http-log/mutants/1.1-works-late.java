// caught by: AppendTest.appendsNothingAfterTheDeadline
// symptom: a client was told that its append came too late, and found its record in the log
// in: InMemoryLog
public OffsetRange append(Batch batch, Deadline deadline) {
    lock.writeLock().lock();
    try {
        requireOpen();
        Optional<OffsetRange> earlier = producers.find(batch.sequence());
        OffsetRange offsets = earlier.isPresent() ? earlier.get() : store(batch);
        if (deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
            throw new LogUnavailableException("too late, or interrupted");
        }
        return offsets;
    } finally {
        lock.writeLock().unlock();
    }
}
