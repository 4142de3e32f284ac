// caught by: StatusCodesTest.tellTheClientWhatToDo
// symptom: clients that retry on 503 have stored some of their records twice
// in: StatusCodes
static int of(CommitLogException failure) {
    return switch (failure) {
        case OffsetOutOfRangeException _ -> 404;
        case LogUnavailableException _ -> 503;
        case OutcomeUnknownException _ -> 503;
        case CorruptLogException _ -> 500;
    };
}
