// caught by: HighWaterMarkTest.failsThoseWhoWaitWhenItCloses
// symptom: closing a log wakes its readers, but they go on as if there were a record
// in: HighWaterMark
public void awaitReadable(long offset, Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
        while (!closed && offset >= next) {
            long nanos = deadline.remainingNanos();
            if (nanos <= 0) {
                throw new LogUnavailableException(
                        "offset %d was not appended before the deadline; the next is %d"
                                .formatted(offset, next));
            }
            moved.await(nanos, TimeUnit.NANOSECONDS);
        }
    } finally {
        lock.unlock();
    }
}
