package proglog.http;

import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/// Netty's detector, which [TestServer] sets to its sharpest, finds no buffer that was lost.
final class LeakTest {

    @Test
    void noBufferIsLostByHostileInput() throws IOException {
        try (TestServer server = TestServer.start(TestServer.limits().withBodyBytes(1024))) {
            for (int round = 0; round < 5; round++) {
                for (HostileInputTest.Case input : HostileInputTest.refused()) {
                    sendAndLeave(server, input.bytes());
                    sendAndLeave(server, TestServer.post("{}").repeat(20) + input.bytes());
                    sendAndLeave(server, input.bytes().substring(0, input.bytes().length() / 2));
                }
            }
            for (int round = 0; round < 20; round++) {
                sendAndLeave(server, TestServer.post("a".repeat(500_000))); // thrown away
            }
            for (int i = 0; i < 10; i++) {
                System.gc(); // the detector learns from the collector what was lost,
                server.assertServes(); // and says so when the next buffer is made
            }
        }
    }

    private static void sendAndLeave(TestServer server, String bytes) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(bytes);
        } catch (SocketException _) {
            // refused before it was all said
        }
    }
}
