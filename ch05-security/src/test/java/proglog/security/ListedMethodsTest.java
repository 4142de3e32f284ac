package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import proglog.InMemoryLog;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;

/// A method that is added to the server must be given an action: this test asks the server itself
/// what it serves.
final class ListedMethodsTest {

    @Test
    void everyMethodThatIsServedIsListed() throws Exception {
        Set<String> served = servedMethods();

        assertThat(served)
                .contains("log.v1.Log/Produce", "grpc.channelz.v1.Channelz/GetSocket")
                .contains("grpc.health.v1.Health/Check")
                .hasSizeGreaterThanOrEqualTo(16)
                .allSatisfy(method -> assertThat(AccessTable.STANDARD.of(method)).isPresent());
    }

    @Test
    void onlyHealthIsOpen() throws Exception {
        assertThat(servedMethods())
                .filteredOn(method -> AccessTable.STANDARD.of(method).orElseThrow().isOpen())
                .isNotEmpty()
                .allMatch(method -> method.startsWith("grpc.health.v1.Health/"));
    }

    private static Set<String> servedMethods() throws Exception {
        try (LogServer server = start()) {
            ManagedChannel channel =
                    NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
            try {
                return methods(channel);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static LogServer start() throws IOException {
        return LogServer.builder()
                .serve(new LogService(new InMemoryLog()))
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static Set<String> methods(ManagedChannel channel) throws Exception {
        Answers answers = new Answers();
        StreamObserver<ServerReflectionRequest> questions =
                ServerReflectionGrpc.newStub(channel).serverReflectionInfo(answers);
        questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        Set<String> methods = new TreeSet<>();
        for (ServiceResponse service : answers.take().getListServicesResponse().getServiceList()) {
            questions.onNext(
                    ServerReflectionRequest.newBuilder()
                            .setFileContainingSymbol(service.getName())
                            .build());
            for (ByteString file :
                    answers.take().getFileDescriptorResponse().getFileDescriptorProtoList()) {
                addMethods(FileDescriptorProto.parseFrom(file), service.getName(), methods);
            }
        }
        questions.onCompleted();
        return methods;
    }

    private static void addMethods(FileDescriptorProto file, String service, Set<String> methods)
            throws InvalidProtocolBufferException {
        file.getServiceList().stream()
                .filter(one -> service.equals(file.getPackage() + "." + one.getName()))
                .flatMap(one -> one.getMethodList().stream())
                .forEach(method -> methods.add(service + "/" + method.getName()));
    }

    private static final class Answers implements StreamObserver<ServerReflectionResponse> {

        private final BlockingQueue<ServerReflectionResponse> queue = new LinkedBlockingQueue<>();

        ServerReflectionResponse take() throws InterruptedException {
            ServerReflectionResponse answer = queue.poll(30, TimeUnit.SECONDS);
            assertThat(answer).isNotNull();
            return answer;
        }

        @Override
        public void onNext(ServerReflectionResponse answer) {
            queue.add(answer);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
