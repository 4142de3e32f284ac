// caught by: TornTailTest.keepsALargeBatchWholeOrNotAtAll
// symptom: after a power cut, a batch of which nobody was told is in the log in part
// in: Recovery
private void walk() throws IOException, DamagedFrameException {
    while (reader.position() < store.size()) {
        Frame frame = reader.next(store.size(), offset);
        if (frame.count() > 0) {
            index.append((int) (frame.firstOffset() - store.header().base()), frame.position());
        }
        offset = frame.nextOffset();
        producers.remember(frame.sequence(), new OffsetRange(batchFirst, offset));
        index.publish();
        batchFirst = offset;
        complete = frame.end();
        completeNext = offset;
        endsWithMark = frame.count() == 0;
    }
}
