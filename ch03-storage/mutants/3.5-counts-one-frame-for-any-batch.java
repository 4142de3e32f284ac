// caught by: SegmentTest.isFullForABatchOfMoreFramesThanItHasRoomFor
// symptom: a large batch near the end of a segment failed after half of it was written
// in: Segment
boolean isFull(long maxStoreBytes, long pendingBytes, int frames) {
    return store.size() + pendingBytes >= maxStoreBytes || index.own().room() < 1;
}
