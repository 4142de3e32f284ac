package proglog.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ends a call whose request cannot be read: not a message, badly packed, or too large when
/// unpacked.
///
/// gRPC would answer UNKNOWN, and log a stack trace for each: whoever can send a byte could fill
/// the disk. So the failure is carried, in the place of the message, to where a call can be closed.
/// Stands next to the services. Immutable.
final class UnreadableRequests implements ServerInterceptor {

    private record Unreadable(Status status) {}

    /// `service`, whose requests this interceptor looks at.
    static ServerServiceDefinition of(ServerServiceDefinition service) {
        ServiceDescriptor.Builder descriptor =
                ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
                        .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
        for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
            ServerMethodDefinition<?, ?> carrying = carrying(method);
            methods.add(carrying);
            descriptor.addMethod(carrying.getMethodDescriptor());
        }
        var definition = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(definition::addMethod);
        return definition.build();
    }

    // What comes out of the marshaller only passes through interceptors, which know no types.
    @SuppressWarnings("unchecked")
    private static <Q, A> ServerMethodDefinition<Object, A> carrying(
            ServerMethodDefinition<Q, A> method) {
        MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
        return ServerMethodDefinition.create(
                descriptor.toBuilder(
                                new Carrying(
                                        SharingMarshaller.of(descriptor.getRequestMarshaller())),
                                descriptor.getResponseMarshaller())
                        .build(),
                (ServerCallHandler<Object, A>) method.getServerCallHandler());
    }

    private record Carrying(MethodDescriptor.Marshaller<?> messages)
            implements MethodDescriptor.Marshaller<Object> {

        @Override
        public InputStream stream(Object message) {
            throw new UnsupportedOperationException("a server sends no requests");
        }

        @Override
        public Object parse(InputStream bytes) {
            try {
                return messages.parse(bytes);
            } catch (RuntimeException failure) { // also what a broken stream throws
                return new Unreadable(status(failure));
            }
        }

        private static Status status(RuntimeException failure) {
            return failure instanceof StatusRuntimeException known
                            && known.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED
                    ? known.getStatus().withCause(null)
                    : Status.INVALID_ARGUMENT.withDescription("the request cannot be read");
        }
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        RefusedCall<Q, A> refused = new RefusedCall<>(call);
        return new SimpleForwardingServerCallListener<Q>(next.startCall(refused, headers)) {

            @Override
            public void onMessage(Q message) {
                if (message instanceof Unreadable unreadable) {
                    refused.refuse(unreadable.status());
                    end();
                } else if (!refused.isRefused()) {
                    super.onMessage(message);
                }
            }

            // A stream's service first answers what it has: that has happened.
            private void end() {
                if (call.getMethodDescriptor().getType().clientSendsOneMessage()) {
                    refused.close(Status.OK, new Metadata());
                    super.onCancel();
                } else {
                    super.onHalfClose();
                }
            }

            @Override
            public void onHalfClose() {
                if (!refused.isRefused()) {
                    super.onHalfClose();
                }
            }
        };
    }

    /// Ends with the status of what could not be read, where it would end well.
    private static final class RefusedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private volatile Optional<Status> refusal = Optional.empty(); // by the listener, once

        RefusedCall(ServerCall<Q, A> call) {
            super(call);
        }

        void refuse(Status status) {
            refusal = Optional.of(status);
        }

        boolean isRefused() {
            return refusal.isPresent();
        }

        @Override
        public void close(Status status, Metadata trailers) {
            super.close(status.isOk() ? refusal.orElse(status) : status, trailers);
        }
    }
}
