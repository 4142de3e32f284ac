package proglog.discovery;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import proglog.security.MutualTls;

/// The connections that this node opened: one for each address, opened when first needed and kept
/// until it fails. For many threads.
final class Links {

    private static final int CONNECT_MILLIS = 1000;
    private static final int READY_MILLIS = 2000;
    private static final WriteBufferWaterMark QUEUE = new WriteBufferWaterMark(1 << 19, 1 << 20);

    private final Map<String, Link> byAddress = new ConcurrentHashMap<>();
    private final Map<String, Hello> met = new ConcurrentHashMap<>();
    private final EventLoopGroup loops;
    private final MutualTls tls;
    private final Admission admission;
    private final Complaints complaints;
    private volatile boolean closed; // close writes it

    Links(EventLoopGroup loops, MutualTls tls, Admission admission, Complaints complaints) {
        this.loops = loops;
        this.tls = tls;
        this.admission = admission;
        this.complaints = complaints;
    }

    /// The link to `address`; a new one, if there is none that works.
    Link to(String address) {
        Link link = byAddress.computeIfAbsent(address, _ -> new Link(admission));
        if (link.begin()) {
            watch(address, link);
            if (closed) {
                link.close(new IOException("this node is closed"));
            } else {
                Thread.ofVirtual().name("connect-" + address).start(() -> connect(address, link));
            }
        }
        return link;
    }

    private void watch(String address, Link link) {
        var _ = link.ended().thenRun(() -> byAddress.remove(address, link));
        var _ =
                link.ready()
                        .orTimeout(READY_MILLIS, TimeUnit.MILLISECONDS)
                        .whenComplete((_, failure) -> tellOf(address, link, failure));
    }

    private void tellOf(String address, Link link, @Nullable Throwable failure) {
        link.other().ifPresent(hello -> met.put(address, hello));
        if (failure == null || failure instanceof Link.ItselfException) {
            complaints.reached(address);
            return;
        }
        IOException reason =
                failure instanceof TimeoutException
                        ? new IOException("it does not answer in time", failure)
                        : new IOException(Reason.of(failure), failure);
        link.close(reason);
        if (!closed && !admission.hasLeft(address)) {
            complaints.unreachable(address, String.valueOf(reason.getMessage()));
        }
    }

    private void connect(String address, Link link) {
        try {
            HostPort place = HostPort.parse(address);
            connect(place, place.resolve(), link);
        } catch (UnknownHostException | IllegalArgumentException failure) {
            link.close(new IOException(Reason.of(failure), failure));
        }
    }

    private void connect(HostPort place, InetSocketAddress there, Link link) {
        ChannelFuture connected =
                new Bootstrap()
                        .group(loops)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, QUEUE)
                        .handler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        channel.pipeline()
                                                .addLast(
                                                        tls.callPeer(
                                                                place.certificateName(),
                                                                place.port()));
                                        Framing.add(channel.pipeline());
                                        channel.pipeline().addLast(link);
                                    }
                                })
                        .connect(there);
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                link.close(new IOException(Reason.of(done.cause()), done.cause()));
            }
        });
    }

    /// Where somebody answered.
    Set<String> met() {
        return Set.copyOf(met.keySet());
    }

    /// Who answered at `address` the last time.
    Optional<Hello> met(String address) {
        return Optional.ofNullable(met.get(address));
    }

    void close() {
        closed = true;
        byAddress.values().forEach(link -> link.close(new IOException("this node is closed")));
    }
}
