package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who may connect when three connections are granted, two of them to one address.
final class AdmissionTest {

    private final Admission admission = new Admission(limits(3, 2));
    private final EmbeddedChannel door = new EmbeddedChannel(admission);

    @AfterEach
    void close() {
        door.finishAndReleaseAll();
    }

    @Test
    void anAddressMayHaveSome() {
        assertThat(knock("10.0.0.1").isOpen()).isTrue();
        assertThat(knock("10.0.0.1").isOpen()).isTrue();
        assertThat(knock("10.0.0.1").isOpen()).isFalse();
        assertThat(knock("10.0.0.2").isOpen()).isTrue();
    }

    @Test
    void allTogetherMayHaveMore() {
        knock("10.0.0.1");
        knock("10.0.0.1");
        knock("10.0.0.2");

        assertThat(knock("10.0.0.3").isOpen()).isFalse();
        assertThat(admission.open()).isEqualTo(3);
    }

    @Test
    void whoWasRefusedDoesNotCount() {
        Connection first = knock("10.0.0.1");
        knock("10.0.0.1");
        for (int i = 0; i < 10; i++) {
            assertThat(knock("10.0.0.1").isOpen()).isFalse();
        }
        assertThat(admission.open()).isEqualTo(2);

        var _ = first.close();

        assertThat(knock("10.0.0.1").isOpen()).isTrue();
    }

    @Test
    void whoHasNoInternetAddressIsRefused() {
        Connection nowhere = new Connection(new LocalAddress("nowhere"));

        door.writeInbound(nowhere);

        assertThat(nowhere.isOpen()).isFalse();
    }

    private Connection knock(String address) {
        Connection connection =
                new Connection(new InetSocketAddress(InetAddress.ofLiteral(address), 4711));
        door.writeInbound(connection);
        return connection;
    }

    private static ServerLimits limits(int connections, int perAddress) {
        Duration minute = Duration.ofMinutes(1);
        return new ServerLimits(
                1,
                1,
                connections,
                perAddress,
                1,
                1,
                minute,
                minute,
                minute,
                minute,
                minute,
                minute,
                minute);
    }

    /// For one thread only.
    private static final class Connection extends EmbeddedChannel {

        private final SocketAddress remote;

        Connection(SocketAddress remote) {
            this.remote = remote;
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return remote;
        }
    }
}
