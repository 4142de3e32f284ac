package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.OffsetRange;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;

/// Several clients do at random whatever a client may do: what was acknowledged is where it was
/// said to be, and nothing else is in the log.
final class RandomClientsTest {

    private static final int CLIENTS = 6;
    private static final int STEPS = 150;

    private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();

    @Test
    void findWhatWasAcknowledgedWhereItWasSaidToBe() throws InterruptedException {
        long seed = Long.getLong("proglog.seed", System.nanoTime());
        System.out.println("RandomClientsTest: -Dproglog.seed=" + seed);
        InMemoryLog log = new InMemoryLog();
        try (Loopback loopback = new Loopback()) {
            LogServer server = loopback.serve(log);
            List<Background<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int id = i;
                ManagedChannel channel = loopback.channel(server);
                clients.add(Background.start(() -> new Client(id, seed + id, channel).run()));
            }
            int values = 0;
            for (Background<Integer> client : clients) {
                values += client.result();
            }

            assertThat(log.offsets()).as("dense").isEqualTo(new OffsetRange(0, values));
            assertThat(acknowledged).hasSize(values);
            acknowledged.forEach((offset, value) ->
                    assertThat(log.read(offset).value()).isEqualTo(Bytes.utf8(value)));
        }
    }

    /// One of them. For one thread only.
    private final class Client {

        private final int id;
        private final Random random;
        private final ManagedChannel channel;
        private final RemoteLog remote;
        private int values;

        Client(int id, long seed, ManagedChannel channel) {
            this.id = id;
            this.random = new Random(seed);
            this.channel = channel;
            this.remote = new RemoteLog(channel);
        }

        /// Returns how many values it appended.
        int run() throws InterruptedException {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> appendOne();
                    case 1 -> appendByStream();
                    case 2 -> readSome();
                    default -> followSome();
                }
            }
            return values;
        }

        private String value() {
            return "%d of %d: %s".formatted(values++, id, "x".repeat(random.nextInt(50)));
        }

        private void appendOne() {
            List<String> batch = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                batch.add(value());
            }
            acknowledge(remote.append(batch.stream().map(Bytes::utf8).toList()).first(), batch);
        }

        private void appendByStream() {
            ClientStream<ProduceRequest, ProduceResponse> stream = ClientStream.produce(channel);
            List<List<String>> requests = new ArrayList<>();
            for (int i = 0; i < random.nextInt(30); i++) {
                List<String> batch = new ArrayList<>();
                ProduceRequest.Builder request = ProduceRequest.newBuilder();
                for (int j = 0; j <= random.nextInt(4); j++) {
                    batch.add(value());
                    request.addValues(ByteString.copyFromUtf8(batch.getLast()));
                }
                if (random.nextBoolean()) {
                    request.setProducerId(id + 1).setSequence(values);
                }
                requests.add(batch);
                stream.send(request.build());
            }
            stream.halfClose();
            List<ProduceResponse> answers = stream.answers(requests.size());
            for (int i = 0; i < requests.size(); i++) {
                assertThat(answers.get(i).getCount()).isEqualTo(requests.get(i).size());
                acknowledge(answers.get(i).getOffset(), requests.get(i));
            }
            assertThat(stream.end().getStatus().isOk()).isTrue();
        }

        private void acknowledge(long first, List<String> batch) {
            for (int i = 0; i < batch.size(); i++) {
                assertThat(acknowledged.put(first + i, batch.get(i)))
                        .as("offset %d was given away once", first + i)
                        .isNull();
            }
        }

        private void readSome() {
            OffsetRange range = remote.offsets();
            if (!range.isEmpty()) {
                long offset = random.nextLong(range.first(), range.next());
                assertThat(remote.read(offset).offset()).isEqualTo(offset);
            }
        }

        private void followSome() throws InterruptedException {
            OffsetRange range = remote.offsets();
            if (!range.isEmpty()) {
                long offset = random.nextLong(range.first(), range.next());
                try (LogCursor cursor = remote.follow(offset)) {
                    for (long next = offset; next < range.next(); next++) {
                        assertThat(cursor.next().offset()).isEqualTo(next);
                    }
                }
            }
        }
    }
}
