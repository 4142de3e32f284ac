package proglog.consensus;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What nodes ask each other about nodes with new disks; in words, as text.
enum AdmissionCall {
    /// From a node with a new disk, its name and its address: may it take part? Answers with a
    /// [Standing].
    ASK,
    /// To a node that is to be given a vote: does it take part? Waits a little; answers with `true`
    /// or `false`.
    TAKES_PART;

    // No engine's: these are answered while the gate is closed.
    static final String SERVICE = "proglog.admission.Nodes";

    /// A new one: keep it.
    MethodDescriptor<String, String> method() {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name()))
                .setRequestMarshaller(new Text())
                .setResponseMarshaller(new Text())
                .build();
    }

    /// Asks the node at `channel`; fails as gRPC does.
    String ask(Channel channel, String question, Duration patience) {
        return ClientCalls.blockingUnaryCall(
                channel,
                method(),
                CallOptions.DEFAULT.withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS),
                question);
    }

    private static final class Text implements Marshaller<String> {

        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
