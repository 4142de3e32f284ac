package proglog.grpc;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServerStreamTracer;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gRPC server: Netty reads and writes, a virtual thread per call handles. For many threads.
///
/// Beside the services it was given it serves health, reflection and channelz.
public final class LogServer implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(LogServer.class);

    private final Server server;
    private final EventLoopGroup loops;
    private final OpenStreams streams;
    private final HealthStatusManager health;
    private final List<String> services;
    private final Duration drainTime;
    private final String callers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LogServer(
            Server server,
            EventLoopGroup loops,
            OpenStreams streams,
            HealthStatusManager health,
            List<String> services,
            Duration drainTime,
            String callers) {
        this.server = server;
        this.loops = loops;
        this.streams = streams;
        this.health = health;
        this.services = services;
        this.drainTime = drainTime;
        this.callers = callers;
    }

    /// A server to be described and started.
    public static Builder builder() {
        return new Builder();
    }

    /// Describes a [LogServer]. For one thread only.
    public static final class Builder {

        private ServerCredentials credentials = InsecureServerCredentials.create();
        private ServerLimits limits = ServerLimits.standard();
        private String callers = "clients";
        private final List<ServerInterceptor> interceptors = new ArrayList<>();
        private final List<ServerStreamTracer.Factory> tracers = new ArrayList<>();
        private final List<ServerServiceDefinition> services = new ArrayList<>();

        private Builder() {}

        /// Who the server is, and whom it lets in; plaintext for anyone unless set.
        public Builder credentials(ServerCredentials credentials) {
            this.credentials = credentials;
            return this;
        }

        /// What it grants to those who connect.
        public Builder limits(ServerLimits limits) {
            this.limits = limits;
            return this;
        }

        /// Who calls it, in its log; clients unless set. A node has two servers.
        public Builder callers(String callers) {
            this.callers = callers;
            return this;
        }

        /// Every call of every service goes through `interceptor`, after those named before it.
        public Builder intercept(ServerInterceptor interceptor) {
            interceptors.add(interceptor);
            return this;
        }

        /// Each call gets a tracer of `tracers`, which is told what goes over the wire.
        public Builder measure(ServerStreamTracer.Factory tracers) {
            this.tracers.add(tracers);
            return this;
        }

        /// Serves `service`.
        public Builder serve(BindableService service) {
            services.add(service.bindService());
            return this;
        }

        /// Listens on `address`, where port 0 means any free one.
        public LogServer start(InetSocketAddress address) throws IOException {
            TransportLog.turnOff();
            OpenStreams streams = new OpenStreams();
            AwaitedRequests awaited = new AwaitedRequests(limits.requestTime());
            HealthStatusManager health = new HealthStatusManager();
            EventLoopGroup loops =
                    new MultiThreadIoEventLoopGroup(
                            0, new DefaultThreadFactory("grpc-io"), NioIoHandler.newFactory());
            NettyServerBuilder builder = netty(address, loops);
            tracers.forEach(builder::addStreamTracerFactory);
            served(health).forEach(service -> builder.addService(UnreadableRequests.of(service)));
            // gRPC calls the one added last first.
            builder.intercept(new UnreadableRequests());
            builder.intercept(new FailureTranslation());
            interceptors.reversed().forEach(builder::intercept);
            builder.intercept(awaited);
            builder.intercept(streams);
            awaited.watch(loops.next());
            LogServer started =
                    new LogServer(
                            builder.build(),
                            loops,
                            streams,
                            health,
                            names(),
                            limits.drainTime(),
                            callers);
            started.listen(address);
            return started;
        }

        private List<ServerServiceDefinition> served(HealthStatusManager health) {
            List<ServerServiceDefinition> all = new ArrayList<>(services);
            all.add(health.getHealthService().bindService());
            all.add(ProtoReflectionServiceV1.newInstance().bindService());
            all.add(ChannelzService.newInstance(100).bindService());
            return all;
        }

        private List<String> names() {
            return services.stream().map(one -> one.getServiceDescriptor().getName()).toList();
        }

        private NettyServerBuilder netty(InetSocketAddress address, EventLoopGroup loops) {
            Admission admission = new Admission(limits);
            return NettyServerBuilder.forAddress(address, credentials)
                    .bossEventLoopGroup(loops)
                    .workerEventLoopGroup(loops)
                    .channelFactory(() -> {
                        NioServerSocketChannel listener = new NioServerSocketChannel();
                        listener.pipeline().addLast(admission);
                        return listener;
                    })
                    .executor(
                            Executors.newThreadPerTaskExecutor(
                                    Thread.ofVirtual().name("call-", 0).factory()))
                    .maxInboundMessageSize(limits.messageBytes())
                    .maxInboundMetadataSize(limits.metadataBytes())
                    .maxConcurrentCallsPerConnection(limits.callsPerConnection())
                    .maxRstFramesPerWindow(limits.resetsPerSecond(), 1)
                    .handshakeTimeout(limits.handshakeTime().toMillis(), TimeUnit.MILLISECONDS)
                    .maxConnectionIdle(limits.idleTime().toMillis(), TimeUnit.MILLISECONDS)
                    .maxConnectionAge(limits.connectionAge().toMillis(), TimeUnit.MILLISECONDS)
                    .keepAliveTime(limits.pingInterval().toMillis(), TimeUnit.MILLISECONDS)
                    .keepAliveTimeout(limits.pingTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .permitKeepAliveTime(10, TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true);
        }
    }

    private void listen(InetSocketAddress address) throws IOException {
        serving(true);
        try {
            server.start();
        } catch (IOException failure) {
            stopLoops();
            throw new IOException("cannot listen on " + text(address), failure.getCause());
        }
        logger.info("serving gRPC on {} for {}", text(address()), callers);
    }

    /// Where it listens: with the port that was found when 0 was asked for.
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getListenSockets().getFirst();
    }

    /// Says in `grpc.health.v1` whether the server takes calls; it does from its start.
    public void serving(boolean isServing) {
        ServingStatus status = isServing ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        services.forEach(service -> health.setStatus(service, status));
    }

    /// Takes no more calls, answers those in flight, ends streams and stops. Closing again does
    /// nothing.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            health.enterTerminalState();
            server.shutdown();
            streams.drain();
            awaitCalls();
            stopLoops();
            logger.info("stopped");
        }
    }

    private void awaitCalls() {
        try {
            if (!server.awaitTermination(drainTime.toMillis(), TimeUnit.MILLISECONDS)) {
                logger.warn(
                        "calls were still open {} after the server was told to stop", drainTime);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        server.shutdownNow();
    }

    private void stopLoops() {
        loops.shutdownGracefully(0, drainTime.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(drainTime.toMillis());
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
