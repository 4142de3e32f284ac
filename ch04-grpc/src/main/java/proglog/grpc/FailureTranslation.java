package proglog.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;

/// Lets every service simply throw: what comes out is the status that says it. Stands next to the
/// services, so that whoever stands further out sees the final status. For many threads.
///
/// A failure that nobody foresaw becomes INTERNAL, which tells the caller nothing, and a line in
/// the server's log, which tells all.
final class FailureTranslation implements ServerInterceptor {

    private static final Logger logger = LoggerFactory.getLogger(FailureTranslation.class);

    /// Ends a call from a thread of its own, as if the service had thrown `failure`.
    static void end(ServerCallStreamObserver<?> answers, Throwable failure) {
        if (!answers.isCancelled()) {
            // Not the failure itself: gRPC would look among its causes for a status, and take the
            // status of another call for this one's.
            answers.onError(Status.UNKNOWN.withCause(failure).asRuntimeException());
        }
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        ServerCall<Q, A> translated = new Translated<>(call);
        return new SimpleForwardingServerCallListener<Q>(next.startCall(translated, headers)) {

            @Override
            public void onMessage(Q message) {
                translating(() -> super.onMessage(message));
            }

            @Override
            public void onHalfClose() {
                translating(super::onHalfClose);
            }

            private void translating(Runnable step) {
                try {
                    step.run();
                } catch (RuntimeException failure) {
                    translated.close(Status.UNKNOWN.withCause(failure), new Metadata());
                }
            }
        };
    }

    private static final class Translated<Q, A> extends SimpleForwardingServerCall<Q, A> {

        Translated(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (status.getCause() == null) {
                super.close(status, trailers);
                return;
            }
            StatusRuntimeException said = said(status.getCause());
            Metadata details = said.getTrailers();
            if (details != null) {
                trailers.merge(details);
            }
            super.close(said.getStatus(), trailers);
        }

        private StatusRuntimeException said(Throwable cause) {
            return switch (cause) {
                case CommitLogException failure -> {
                    if (Statuses.isPrivate(failure)) {
                        logger.error("{} failed: {}", method(), failure.getMessage());
                    }
                    yield Statuses.of(failure);
                }
                case StatusRuntimeException status -> status;
                case IllegalArgumentException refused ->
                        Status.INVALID_ARGUMENT
                                .withDescription(refused.getMessage())
                                .asRuntimeException();
                default -> {
                    logger.error("{} failed", method(), cause);
                    yield Status.INTERNAL.withDescription("internal error").asRuntimeException();
                }
            };
        }

        private String method() {
            return getMethodDescriptor().getFullMethodName();
        }
    }
}
