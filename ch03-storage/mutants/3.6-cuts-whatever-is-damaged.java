// caught by: FlippedBitTest.isCorruptionInTheMiddleOfALogThatWasNotClosed
// symptom: after a crash the log opened without a word, and a day of acknowledged records was gone
// in: LaterFrames
static void requireNeverSynced(Store store, DamagedFrameException damage, long offset)
        throws IOException {
    if (damage.position() > store.size()) {
        throw new CorruptLogException(store.path() + ", " + damage.getMessage(), damage);
    }
}
