// caught by: MeteredLogTest.countsFailuresByKind
// symptom: the dashboard shows no failed appends, whatever happens
// in: MeteredLog
private OffsetRange timed(Batch batch, Deadline deadline) {
    long begun = System.nanoTime();
    OffsetRange offsets = log.append(batch, deadline);
    metrics.appended(batch.values(), System.nanoTime() - begun);
    LogSpans.at(offsets.first());
    return offsets;
}
