// caught by: HighWaterMarkTest.waitsUntilTheMarkHasMovedPastTheOffset
// symptom: a reader at the end of a busy log now and then fails with an offset out of range
// in: HighWaterMark
public void awaitReadable(long offset, Deadline deadline) throws InterruptedException {
    if (offset < next && !closed) {
        return;
    }
    lock.lockInterruptibly();
    try {
        if (!closed && offset >= next) {
            long nanos = deadline.remainingNanos();
            if (nanos <= 0) {
                throw new LogUnavailableException(
                        "offset %d was not appended before the deadline; the next is %d"
                                .formatted(offset, next));
            }
            moved.await(nanos, TimeUnit.NANOSECONDS);
        }
        if (closed) {
            throw LogUnavailableException.closed();
        }
    } finally {
        lock.unlock();
    }
}
