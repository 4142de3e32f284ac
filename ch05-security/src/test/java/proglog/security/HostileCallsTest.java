package proglog.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.bridge.SLF4JBridgeHandler;
import proglog.v1.ProduceRequest;

/// Whatever is sent, the answer shows nothing of the server's inside, and the log stays readable.
final class HostileCallsTest {

    private static final String PRODUCE = "log.v1.Log/Produce";
    private static final int MIB = 1024 * 1024;

    @TempDir private static Path directory;

    private static SecuredServer server;

    private LoggedLines logged = LoggedLines.of("ROOT");

    @BeforeAll
    static void start() throws IOException {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install(); // as in Main: gRPC logs there
        server = SecuredServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
        SLF4JBridgeHandler.uninstall();
    }

    @BeforeEach
    void listen() {
        logged = LoggedLines.of("ROOT");
    }

    @AfterEach
    void theLogIsReadable() {
        logged.close();
        assertThat(logged.lines())
                .noneMatch(line -> line.startsWith("stack trace"))
                .noneMatch(line -> line.codePoints().anyMatch(Character::isISOControl));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log.v1.Log/Truncate",
                "log.v1.Log/produce",
                "log.v1.Log/Produce/",
                "log.v1.Log/",
                "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
                "../../etc/passwd/x",
                "a b\tc/\u00e9\u202e",
                "%0a%0d/%00"
            })
    void aMethodThatIsNotServedIsUnimplemented(String method) throws Exception {
        for (String name : List.of("root", "nobody")) {
            assertHarmless(answer(name, method, new byte[0]), "UNIMPLEMENTED");
        }
    }

    static List<byte[]> garbage() {
        byte[] random = new byte[4096];
        new Random(5).nextBytes(random);
        return List.of(
                new byte[] {(byte) 0xff},
                new byte[] {0x0a, 0x7f},
                new byte[] {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
                "{\"record\":{}}".getBytes(UTF_8),
                random);
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void aMessageThatIsNoneIsRefused(byte[] request) throws Exception {
        for (String method :
                List.of(
                        PRODUCE,
                        "log.v1.Log/ProduceStream",
                        "log.v1.Log/ConsumeStream",
                        "grpc.health.v1.Health/Check",
                        "grpc.channelz.v1.Channelz/GetSocket",
                        "grpc.reflection.v1.ServerReflection/ServerReflectionInfo")) {
            String answer = answer("root", method, request);
            assertHarmless(answer, "");
            assertThat(answer).doesNotStartWith("OK");
        }
    }

    @Test
    void aMessageOverTheLimitIsRefused() throws Exception {
        assertHarmless(answer("root", PRODUCE, new byte[18 * MIB]), "RESOURCE_EXHAUSTED");
    }

    @Test
    void aMessageThatUnpacksBeyondTheLimitIsRefused() throws Exception {
        String answer =
                RawCall.answer(
                        server.as("root"),
                        PRODUCE,
                        CallOptions.DEFAULT.withCompression("gzip"),
                        new Metadata(),
                        ProduceRequest.newBuilder()
                                .addValues(ByteString.copyFrom(new byte[64 * MIB]))
                                .build()
                                .toByteArray());

        assertHarmless(answer, "RESOURCE_EXHAUSTED");
    }

    @Test
    void metadataOverTheLimitIsRefused() throws Exception {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("x", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(20_000));

        String answer =
                RawCall.answer(
                        server.as("root"), PRODUCE, CallOptions.DEFAULT, headers, new byte[0]);

        assertHarmless(answer, "");
        assertThat(answer).doesNotStartWith("OK");
    }

    private static String answer(String name, String method, byte[] request) throws Exception {
        ManagedChannel channel = server.as(name);
        try {
            return RawCall.answer(channel, method, CallOptions.DEFAULT, new Metadata(), request);
        } finally {
            channel.shutdownNow();
        }
    }

    // proglog.dev is the domain of our errors, which clients may see.
    private static void assertHarmless(String answer, String code) {
        assertThat(answer)
                .startsWith(code)
                .doesNotContainPattern("\\bat [\\w.$]+\\(")
                .doesNotContainPattern(
                        "\\.java\\b|Exception|\\b(java|javax|io|com|org)\\.[a-z]+\\.")
                .doesNotContainPattern("\\bproglog\\.(?!dev)")
                .doesNotContain("/home", "/tmp", "/usr", directory.toString());
    }
}
