package proglog.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;

/// What a client's caller is told when a call has failed, of this service or of another one that
/// fails alike.
public final class Failures {

    private Failures() {}

    /// Why an append failed, when the request was `sent` so far.
    static RuntimeException ofAppend(StatusRuntimeException failure, Sent sent) {
        return Statuses.failure(failure)
                .<RuntimeException>map(found -> found)
                .orElseGet(() -> ofAppendWithoutDetails(failure, sent));
    }

    private static RuntimeException ofAppendWithoutDetails(
            StatusRuntimeException failure, Sent sent) {
        String said = Reasons.of(failure.getStatus());
        return switch (failure.getStatus().getCode()) {
            // The service refused, or the server before it came to the service. A connection that
            // the server closes for its behaviour ends its calls as exhausted, too.
            case INVALID_ARGUMENT, RESOURCE_EXHAUSTED ->
                    sent.isAnswered()
                            ? new IllegalArgumentException(said, failure)
                            : unanswered(failure, sent);
            case PERMISSION_DENIED, UNAUTHENTICATED -> new NotPermittedException(said, failure);
            case UNIMPLEMENTED -> new LogUnavailableException(said, failure);
            default -> unanswered(failure, sent);
        };
    }

    private static RuntimeException unanswered(StatusRuntimeException failure, Sent sent) {
        String said = Reasons.of(failure.getStatus());
        return sent.hasHappened()
                ? new OutcomeUnknownException("no answer to the append: " + said, failure)
                : new LogUnavailableException(said, failure);
    }

    /// Why a call that changes nothing failed.
    public static RuntimeException of(StatusRuntimeException failure) {
        return Statuses.failure(failure)
                .<RuntimeException>map(found -> found)
                .orElseGet(() -> ofWithoutDetails(failure));
    }

    private static RuntimeException ofWithoutDetails(StatusRuntimeException failure) {
        Status status = failure.getStatus();
        String said = Reasons.of(status);
        return switch (status.getCode()) {
            case INVALID_ARGUMENT -> new IllegalArgumentException(said, failure);
            case PERMISSION_DENIED, UNAUTHENTICATED -> new NotPermittedException(said, failure);
            default -> new LogUnavailableException(said, failure);
        };
    }
}
