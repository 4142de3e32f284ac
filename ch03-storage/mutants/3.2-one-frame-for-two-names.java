// caught by: FrameEncoderTest.givesABatchWithASequenceAFrameOfItsOwn
// symptom: after a restart, a batch that was sent again was stored again
// in: FrameEncoder
void add(Batch batch) throws IOException {
    int left = batch.size();
    for (Bytes value : batch.values()) {
        if (isOpen() && value.length() >= Frame.TARGET_BYTES) {
            closeFrame(left);
        }
        if (!isOpen()) {
            openFrame(batch.sequence());
        }
        put(value);
        left--;
        if (end - frame >= Frame.TARGET_BYTES) {
            closeFrame(left);
        }
    }
}
