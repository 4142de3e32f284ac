// caught by: EveryMessageTest.noRecordLeavesAfterTheRightToConsumeWasTaken
// symptom: a consumer whose right was taken away an hour ago still receives every record
// in: GuardedCall
public void sendMessage(R message) {
    lock.lock();
    try {
        if (denied) {
            throw denial().asRuntimeException();
        }
        super.sendMessage(message);
    } finally {
        lock.unlock();
    }
}
