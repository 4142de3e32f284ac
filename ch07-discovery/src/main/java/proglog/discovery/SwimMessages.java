package proglog.discovery;

import io.atomix.cluster.BootstrapService;
import io.atomix.cluster.messaging.BroadcastService;
import io.atomix.cluster.messaging.MessagingService;
import io.atomix.cluster.messaging.UnicastService;
import io.atomix.utils.net.Address;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import proglog.Bytes;

/// Atomix's messages over our [Transport]: also those that Atomix would send as clear UDP.
///
/// For many threads. Nothing here throws: Atomix would stop gossiping.
final class SwimMessages implements BootstrapService, MessagingService, UnicastService {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String UNICAST = "unicast:";

    private final Address self;
    private final Transport transport;
    private final Map<Long, CompletableFuture<byte[]>> asked = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    SwimMessages(HostPort self, Transport transport) {
        this.self = address(self);
        this.transport = transport;
    }

    static Address address(HostPort place) {
        return new Address(place.host(), place.port());
    }

    static String text(Address address) {
        return new HostPort(address.host(), address.port()).toString();
    }

    @Override
    public MessagingService getMessagingService() {
        return this;
    }

    @Override
    public UnicastService getUnicastService() {
        return this;
    }

    @Override
    public BroadcastService getBroadcastService() {
        throw new UnsupportedOperationException("members are found by address, not by multicast");
    }

    @Override
    public Address address() {
        return self;
    }

    @Override
    public CompletableFuture<Void> sendAsync(
            Address address, String type, byte[] payload, boolean keepAlive) {
        return transport.tell(text(address), type, Bytes.wrap(payload));
    }

    @Override
    public void unicast(Address address, String subject, byte[] message) {
        var _ = sendAsync(address, UNICAST + subject, message, true);
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceive(
            Address address, String type, byte[] payload, boolean keepAlive) {
        return sendAndReceive(address, type, payload, keepAlive, PATIENCE);
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceive(
            Address address, String type, byte[] payload, boolean keepAlive, Executor executor) {
        return sendAndReceive(address, type, payload, keepAlive, PATIENCE, executor);
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceive(
            Address address, String type, byte[] payload, boolean keepAlive, Duration timeout) {
        CompletableFuture<byte[]> answer =
                transport
                        .request(text(address), type, Bytes.wrap(payload), timeout)
                        .thenApply(Bytes::toByteArray);
        long id = ids.incrementAndGet();
        asked.put(id, answer);
        return answer.whenComplete((_, _) -> asked.remove(id));
    }

    /// Done when everything that has been asked until now is answered, or is not going to be.
    CompletableFuture<Void> allAnswered() {
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new));
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceive(
            Address address,
            String type,
            byte[] payload,
            boolean keepAlive,
            Duration timeout,
            Executor executor) {
        return sendAndReceive(address, type, payload, keepAlive, timeout)
                .whenCompleteAsync((_, _) -> {}, executor);
    }

    @Override
    public void registerHandler(
            String type, BiConsumer<Address, byte[]> handler, Executor executor) {
        registerHandler(
                type,
                (from, payload) -> {
                    handler.accept(from, payload);
                    return new byte[0];
                },
                executor);
    }

    @Override
    public void registerHandler(
            String type, BiFunction<Address, byte[], byte[]> handler, Executor executor) {
        transport
                .answers()
                .put(
                        type,
                        (from, payload) ->
                                CompletableFuture.supplyAsync(
                                        () -> Bytes.wrap(handle(handler, from, payload)),
                                        executor));
    }

    @Override
    public void registerHandler(
            String type, BiFunction<Address, byte[], CompletableFuture<byte[]>> handler) {
        transport
                .answers()
                .put(
                        type,
                        (from, payload) -> handle(handler, from, payload).thenApply(Bytes::wrap));
    }

    private static <T> T handle(
            BiFunction<Address, byte[], T> handler, String from, Bytes payload) {
        return handler.apply(address(HostPort.parse(from)), payload.toByteArray());
    }

    @Override
    public void unregisterHandler(String type) {
        transport.answers().remove(type);
    }

    @Override
    public void addListener(
            String subject, BiConsumer<Address, byte[]> listener, Executor executor) {
        registerHandler(UNICAST + subject, listener, executor);
    }

    @Override
    public void removeListener(String subject, BiConsumer<Address, byte[]> listener) {
        unregisterHandler(UNICAST + subject);
    }
}
