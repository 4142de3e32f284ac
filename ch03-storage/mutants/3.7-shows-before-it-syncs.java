// caught by: SyncPolicyTest.showsNoRecordBeforeItIsSynced
// symptom: a reader had copied a record that the log does not have any more since the power cut
// in: LogWriter
private void commit(List<Append> part, long next) {
    Segment segment = segments.active();
    segment.publish(next);
    mark.moveTo(next);
    try {
        if (config.sync() == SyncPolicy.EVERY_APPEND) {
            syncs.sync(segment);
        }
    } catch (IOException e) {
        forEachUndone(
                part,
                append ->
                        append.fail(
                                new OutcomeUnknownException("written, but the sync failed", e)));
        return;
    }
    forEachUndone(part, Append::succeed);
}
