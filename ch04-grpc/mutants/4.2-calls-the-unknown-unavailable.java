// caught by: StatusesTest.becomeTheSameFailureAtTheOtherEnd
// symptom: a careful client, which retries only what did not happen, has stored records twice
// in: Statuses
static StatusRuntimeException of(CommitLogException failure) {
    return switch (failure) {
        case OffsetOutOfRangeException out ->
                status(Status.Code.OUT_OF_RANGE, OFFSET_OUT_OF_RANGE, message(out), range(out));
        case LogUnavailableException unavailable ->
                status(Status.Code.UNAVAILABLE, LOG_UNAVAILABLE, message(unavailable), Map.of());
        case OutcomeUnknownException unknown ->
                status(Status.Code.UNAVAILABLE, LOG_UNAVAILABLE, message(unknown), Map.of());
        case CorruptLogException corrupt ->
                status(Status.Code.DATA_LOSS, LOG_CORRUPT, message(corrupt), Map.of());
    };
}
