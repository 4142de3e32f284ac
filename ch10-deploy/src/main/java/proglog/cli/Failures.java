package proglog.cli;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OutcomeUnknownException;
import proglog.grpc.NotPermittedException;
import proglog.grpc.Reasons;

/// What a command says and how it exits when it fails: one line, and a code that a script can act
/// on.
///
/// | code | meaning |
/// |---|---|
/// | 0 | done |
/// | 1 | not done, and nothing happened: try again later |
/// | 2 | wrong usage |
/// | 3 | some of it may have happened |
/// | 4 | not permitted |
/// | 5 | the log does not have that offset |
/// | 6 | the log is damaged |
final class Failures {

    private static final int NOTHING_HAPPENED = 1;
    private static final int OUTCOME_UNKNOWN = 3;
    private static final int NOT_PERMITTED = 4;
    private static final int OUT_OF_RANGE = 5;
    private static final int CORRUPT = 6;

    private Failures() {}

    static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof IOException && "Broken pipe".equals(failure.getMessage())) {
            return CommandLine.ExitCode.OK; // whoever reads our output has seen enough
        }
        command.getErr().println("proglog: " + reason(failure));
        return switch (failure) {
            case CommitLogException known -> exitCode(known);
            case StatusRuntimeException answer -> exitCode(answer);
            case IllegalArgumentException _ -> CommandLine.ExitCode.USAGE;
            default -> NOTHING_HAPPENED;
        };
    }

    private static String reason(Exception failure) {
        return failure instanceof StatusRuntimeException answer
                ? Reasons.of(answer.getStatus())
                : String.valueOf(failure.getMessage());
    }

    private static int exitCode(CommitLogException failure) {
        return switch (failure) {
            case NotPermittedException _ -> NOT_PERMITTED;
            case LogUnavailableException _ -> NOTHING_HAPPENED;
            case OutcomeUnknownException _ -> OUTCOME_UNKNOWN;
            case OffsetOutOfRangeException _ -> OUT_OF_RANGE;
            case CorruptLogException _ -> CORRUPT;
        };
    }

    private static int exitCode(StatusRuntimeException answer) {
        return switch (answer.getStatus().getCode()) {
            case PERMISSION_DENIED, UNAUTHENTICATED -> NOT_PERMITTED;
            default -> NOTHING_HAPPENED;
        };
    }
}
