// caught by: ResumingCursorTest.readsEachRecordOnceWhateverStreamsEnd
// symptom: each time a server goes, a consumer sees one record a second time
// in: ResumingCursor
public LogRecord next() throws InterruptedException {
    for (int tries = 0; ahead.isEmpty(); tries++) {
        try {
            ahead = Optional.of(cursor().next());
        } catch (NotPermittedException refused) {
            throw refused;
        } catch (LogUnavailableException lost) {
            leave();
            pauseAfter(lost, tries);
        }
    }
    LogRecord record = ahead.orElseThrow();
    ahead = Optional.empty();
    offset = record.offset();
    return record;
}
