// caught by: FrameReaderTest.refusesAFrameWithADamagedByte
// symptom: damage is reported one frame too far behind
// in: FrameReader
Frame next(long limit, long offset) throws IOException, DamagedFrameException {
    if (limit - position < Frame.OVERHEAD_BYTES) {
        throw new DamagedFrameException(
                position, "a frame", (limit - position) + " bytes before the end");
    }
    int start = load(Frame.OVERHEAD_BYTES, limit);
    int length = Frame.length(chunk, start);
    long end = position + Frame.HEADER_BYTES + length;
    if (length < Frame.OVERHEAD_BYTES - Frame.HEADER_BYTES || end > limit) {
        throw new DamagedFrameException(position, "a length that fits", String.valueOf(length));
    }
    int at = load((int) (end - position), limit);
    Frame frame = new Frame(chunk, at, position);
    position = end;
    requireIntact(at, offset);
    return frame;
}
