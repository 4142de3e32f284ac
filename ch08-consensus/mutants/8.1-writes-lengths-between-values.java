// caught by: BatchCommandTest.keepsEverythingOfABatch
// symptom: followers hold values that nobody has appended
// in: BatchCommand
static byte[] encode(Batch batch) {
    long size = LENGTHS + 4L * batch.size();
    for (Bytes value : batch.values()) {
        size += value.length();
    }
    byte[] array = new byte[Math.toIntExact(size)];
    ByteBuffer target = ByteBuffer.wrap(array);
    target.put(VERSION)
            .putLong(batch.sequence().producer())
            .putLong(batch.sequence().sequence())
            .putLong(0)
            .putInt(batch.size());
    int at = target.position();
    for (Bytes value : batch.values()) {
        target.putInt(at, value.length());
        value.copyTo(array, at + 4);
        at += 4 + value.length();
    }
    return array;
}
