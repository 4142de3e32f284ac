package proglog.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerForgottenException;
import proglog.Task;

/// The four failures of a log as statuses, and back.
///
/// The code alone does not tell a log that is unavailable from a connection that broke; an
/// `ErrorInfo` in the details does.
final class Statuses {

    static final String DOMAIN = "proglog.dev";

    private static final String OFFSET_OUT_OF_RANGE = "OFFSET_OUT_OF_RANGE";
    private static final String LOG_UNAVAILABLE = "LOG_UNAVAILABLE";
    private static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";
    private static final String LOG_CORRUPT = "LOG_CORRUPT";

    private static final String FORGOTTEN = "forgotten";

    private Statuses() {}

    /// What a caller far away is told.
    @Task("4.2")
    static StatusRuntimeException of(CommitLogException failure) {
        return switch (failure) {
            case OffsetOutOfRangeException out ->
                    status(Status.Code.OUT_OF_RANGE, OFFSET_OUT_OF_RANGE, message(out), range(out));
            case LogUnavailableException unavailable ->
                    status(
                            Status.Code.UNAVAILABLE,
                            LOG_UNAVAILABLE,
                            message(unavailable),
                            Map.of());
            case OutcomeUnknownException unknown ->
                    status(
                            Status.Code.ABORTED,
                            OUTCOME_UNKNOWN,
                            message(unknown),
                            forgotten(unknown));
            case CorruptLogException corrupt ->
                    status(Status.Code.DATA_LOSS, LOG_CORRUPT, message(corrupt), Map.of());
        };
    }

    /// The message as a stranger may see it. Damage, and what has a cause, is described by files of
    /// this machine, which are nobody else's business.
    private static String message(CommitLogException failure) {
        return isPrivate(failure)
                ? switch (failure) {
                    case CorruptLogException _ ->
                            "the log is damaged; the server's own messages say where";
                    case OutcomeUnknownException _ ->
                            "the append was begun and then failed; it may or may not be there";
                    case LogUnavailableException _, OffsetOutOfRangeException _ ->
                            "the log cannot do this now; the server's own messages say why";
                }
                : String.valueOf(failure.getMessage());
    }

    /// Whether the message is for the server's own log, not for a caller.
    static boolean isPrivate(CommitLogException failure) {
        return failure instanceof CorruptLogException || failure.getCause() != null;
    }

    private static Map<String, String> range(OffsetOutOfRangeException failure) {
        return Map.of(
                "offset", String.valueOf(failure.offset()),
                "first", String.valueOf(failure.range().first()),
                "next", String.valueOf(failure.range().next()));
    }

    // No reason of its own: who does not know this one takes it for what it is as well.
    private static Map<String, String> forgotten(OutcomeUnknownException failure) {
        return failure instanceof ProducerForgottenException
                ? Map.of(FORGOTTEN, "producer")
                : Map.of();
    }

    private static StatusRuntimeException status(
            Status.Code code, String reason, String message, Map<String, String> metadata) {
        return StatusProto.toStatusRuntimeException(
                com.google.rpc.Status.newBuilder()
                        .setCode(code.value())
                        .setMessage(message)
                        .addDetails(
                                Any.pack(
                                        ErrorInfo.newBuilder()
                                                .setDomain(DOMAIN)
                                                .setReason(reason)
                                                .putAllMetadata(metadata)
                                                .build()))
                        .addDetails(
                                Any.pack(
                                        LocalizedMessage.newBuilder()
                                                .setLocale("en-US")
                                                .setMessage(message)
                                                .build()))
                        .build());
    }

    /// What the log at the other end failed with, if it was the log that failed.
    static Optional<CommitLogException> failure(StatusRuntimeException received) {
        return errorInfo(received).flatMap(info -> failure(info, Reasons.of(received.getStatus())));
    }

    private static Optional<CommitLogException> failure(ErrorInfo info, String message) {
        return switch (info.getReason()) {
            case OFFSET_OUT_OF_RANGE -> outOfRange(info);
            case LOG_UNAVAILABLE -> Optional.of(new LogUnavailableException(message));
            case OUTCOME_UNKNOWN ->
                    Optional.of(
                            info.containsMetadata(FORGOTTEN)
                                    ? new ProducerForgottenException(message)
                                    : new OutcomeUnknownException(message));
            case LOG_CORRUPT -> Optional.of(new CorruptLogException(message));
            default -> Optional.empty();
        };
    }

    private static Optional<CommitLogException> outOfRange(ErrorInfo info) {
        Map<String, String> found = info.getMetadataMap();
        try {
            return Optional.of(
                    new OffsetOutOfRangeException(
                            Long.parseLong(found.getOrDefault("offset", "0")),
                            new OffsetRange(
                                    Long.parseLong(found.getOrDefault("first", "0")),
                                    Long.parseLong(found.getOrDefault("next", "0")))));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no server of ours says so
        }
    }

    private static Optional<ErrorInfo> errorInfo(StatusRuntimeException received) {
        com.google.rpc.@Nullable Status details = StatusProto.fromThrowable(received);
        if (details == null) {
            return Optional.empty();
        }
        try {
            for (Any detail : details.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    ErrorInfo info = detail.unpack(ErrorInfo.class);
                    return DOMAIN.equals(info.getDomain()) ? Optional.of(info) : Optional.empty();
                }
            }
        } catch (InvalidProtocolBufferException _) {
            return Optional.empty(); // not one of ours, then
        }
        return Optional.empty();
    }
}
