package proglog.bench;

import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The raw limit of an RPC: a server that answers each message with the same bytes, which nobody
/// encodes or decodes. For many threads.
final class Echo implements AutoCloseable {

    private static final String SERVICE = "proglog.bench.Echo";

    static final MethodDescriptor<byte[], byte[]> UNARY = method(MethodType.UNARY, "Unary");
    static final MethodDescriptor<byte[], byte[]> STREAM =
            method(MethodType.BIDI_STREAMING, "Stream");

    private final ExecutorService executor;
    private final Server server;
    private final ManagedChannel channel;

    private Echo(ExecutorService executor, Server server) {
        this.executor = executor;
        this.server = server;
        this.channel = Channels.plain(new InetSocketAddress(loopback(), server.getPort()));
    }

    /// Starts a server on loopback, with calls on virtual threads as those of the log's server.
    static Echo start() throws IOException {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        return new Echo(
                executor,
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(loopback(), 0),
                                InsecureServerCredentials.create())
                        .executor(executor)
                        .addService(service())
                        .build()
                        .start());
    }

    private static ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(SERVICE)
                .addMethod(UNARY, ServerCalls.asyncUnaryCall(Echo::answer))
                .addMethod(STREAM, ServerCalls.asyncBidiStreamingCall(Echo::answers))
                .build();
    }

    private static void answer(byte[] bytes, StreamObserver<byte[]> answers) {
        answers.onNext(bytes);
        answers.onCompleted();
    }

    private static StreamObserver<byte[]> answers(StreamObserver<byte[]> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(byte[] bytes) {
                answers.onNext(bytes);
            }

            @Override
            public void onError(Throwable cause) {
                // the client is gone
            }

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        };
    }

    private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(new PlainBytes())
                .setResponseMarshaller(new PlainBytes())
                .build();
    }

    ManagedChannel channel() {
        return channel;
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void close() throws InterruptedException {
        Channels.close(channel);
        server.shutdownNow().awaitTermination();
        executor.close();
    }

    private static final class PlainBytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readNBytes(stream.available());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
