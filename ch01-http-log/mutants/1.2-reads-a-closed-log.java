// caught by: ReadTest.readsNothingAfterClose
// symptom: after the log was closed, some callers still read from it
// in: InMemoryLog
public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
    mark.await(consistency, deadline);
    lock.readLock().lock();
    try {
        OffsetRange range = new OffsetRange(0, records.size());
        if (!range.contains(offset)) {
            throw new OffsetOutOfRangeException(offset, range);
        }
        return records.get((int) offset);
    } finally {
        lock.readLock().unlock();
    }
}
