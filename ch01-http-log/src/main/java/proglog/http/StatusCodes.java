package proglog.http;

import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OutcomeUnknownException;
import proglog.Task;

/// What the four failures of a log are in HTTP.
final class StatusCodes {

    private StatusCodes() {}

    @Task("1.6")
    static int of(CommitLogException failure) {
        return switch (failure) {
            case OffsetOutOfRangeException _ -> 404;
            case LogUnavailableException _ -> 503;
            case OutcomeUnknownException _ -> 504;
            case CorruptLogException _ -> 500;
        };
    }
}
