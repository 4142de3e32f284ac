// caught by: ChecksumTest.isAnotherOneForAnotherLog
// symptom: a store file copied in from another log was served as if it belonged there
// in: Checksum
int of(byte[] bytes, int at) {
    crc.reset();
    crc.update(bytes, at, Integer.BYTES);
    crc.update(bytes, at + Frame.HEADER_BYTES, Frame.length(bytes, at));
    return (int) crc.getValue();
}
