package proglog.grpc;

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
                                new Carrying(descriptor.getRequestMarshaller()),
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
        return new SimpleForwardingServerCallListener<Q>(next.startCall(call, headers)) {

            private boolean isOver;

            @Override
            public void onMessage(Q message) {
                if (message instanceof Unreadable unreadable) {
                    isOver = true;
                    call.close(unreadable.status(), new Metadata());
                    super.onCancel();
                } else if (!isOver) {
                    super.onMessage(message);
                }
            }

            @Override
            public void onHalfClose() {
                if (!isOver) {
                    super.onHalfClose();
                }
            }
        };
    }
}
