// caught by: StoreTest.staysWhereItWasWhenAWriteFails
// symptom: after the disk was full for a moment, there is a hole in the store
// in: Store
long append(ByteBuffer frames) throws IOException {
    long position = size;
    size = position + frames.remaining();
    file.write(frames, position);
    return position;
}
