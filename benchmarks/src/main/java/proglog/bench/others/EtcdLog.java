package proglog.bench.others;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import proglog.bench.etcd.v3.KVGrpc;
import proglog.bench.etcd.v3.PutRequest;
import proglog.bench.etcd.v3.RangeRequest;
import proglog.bench.etcd.v3.RangeResponse;
import proglog.bench.etcd.v3.RequestOp;
import proglog.bench.etcd.v3.TxnRequest;
import proglog.bench.etcd.v3.TxnResponse;

/// etcd used as a log: the key of a record is its number. For one thread only.
final class EtcdLog implements Contender {

    private static final int PUTS = 128; // more than this in a transaction a server refuses
    private static final int TRANSACTIONS_UNDER_WAY = 64;
    private static final int PAGE = 10_000;

    private static final ByteString END = ByteString.copyFrom(new byte[] {1});

    private static final Facts FACTS =
            new Facts(
                    "etcd",
                    "",
                    "quota-backend-bytes=8 GiB; transactions of 128 puts, 64 under way, to the"
                            + " leader; read in pages of 10,000",
                    true,
                    "the record, by 2 of 3 nodes at least");

    private final Facts facts;
    private final EtcdCluster cluster;
    private long next; // the number of the next record

    private EtcdLog(Facts facts, EtcdCluster cluster) {
        this.facts = facts;
        this.cluster = cluster;
    }

    /// Starts a cluster in a new `directory`; returns when somebody leads it.
    static EtcdLog start(Path program, Path directory) throws IOException, InterruptedException {
        return new EtcdLog(
                FACTS.withVersion(Software.version(program)),
                EtcdCluster.start(program, directory));
    }

    private static ByteString key(long number) {
        return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public double batchedRate(byte[] value, Duration time)
            throws IOException, InterruptedException {
        ByteString bytes = ByteString.copyFrom(value);
        KVGrpc.KVFutureStub calls = KVGrpc.newFutureStub(cluster.leader().channel());
        Semaphore room = new Semaphore(TRANSACTIONS_UNDER_WAY);
        Acks acks = new Acks();
        long end = System.nanoTime() + time.toNanos();
        do {
            room.acquire();
            Futures.addCallback(
                    calls.txn(transaction(bytes)),
                    new Answer(acks, room),
                    MoreExecutors.directExecutor());
        } while (System.nanoTime() - end < 0);
        room.acquire(TRANSACTIONS_UNDER_WAY);
        return acks.rate();
    }

    private TxnRequest transaction(ByteString value) {
        TxnRequest.Builder transaction = TxnRequest.newBuilder();
        for (int i = 0; i < PUTS; i++) {
            transaction.addSuccess(RequestOp.newBuilder().setRequestPut(put(value)));
        }
        return transaction.build();
    }

    private PutRequest put(ByteString value) {
        return PutRequest.newBuilder().setKey(key(next++)).setValue(value).build();
    }

    private record Answer(Acks acks, Semaphore room) implements FutureCallback<TxnResponse> {

        @Override
        public void onSuccess(@Nullable TxnResponse unused) {
            acks.done(PUTS, null);
            room.release();
        }

        @Override
        public void onFailure(Throwable failure) {
            acks.done(0, failure);
            room.release();
        }
    }

    @Override
    public void append(byte[] value) throws IOException, InterruptedException {
        PutRequest put = put(ByteString.copyFrom(value));
        long end = System.nanoTime() + Waiting.PATIENCE.toNanos();
        while (true) {
            try {
                var _ =
                        KVGrpc.newBlockingStub(cluster.leader().channel())
                                .withDeadlineAfter(1, TimeUnit.SECONDS)
                                .put(put);
                return;
            } catch (StatusRuntimeException failure) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("an append failed", failure);
                }
                LockSupport.parkNanos(1_000_000);
                cluster.findLeader();
            }
        }
    }

    @Override
    public double readRate(Duration time) throws IOException {
        try {
            return read(time);
        } catch (StatusRuntimeException failure) {
            throw new IOException("reading failed", failure);
        }
    }

    private double read(Duration time) {
        KVGrpc.KVBlockingStub calls = KVGrpc.newBlockingStub(cluster.leader().channel());
        long start = System.nanoTime();
        long count = 0;
        boolean more = true;
        while (more && System.nanoTime() - start < time.toNanos()) {
            RangeResponse page =
                    calls.range(
                            RangeRequest.newBuilder()
                                    .setKey(key(count))
                                    .setRangeEnd(END)
                                    .setLimit(PAGE)
                                    .build());
            count += page.getKvsCount();
            more = page.getMore();
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void killLeader() throws IOException, InterruptedException {
        cluster.findLeader();
        cluster.leader().server().kill();
    }

    @Override
    public void restoreKilled() throws IOException, InterruptedException {
        cluster.restartKilled();
    }

    @Override
    public List<Long> processes() {
        return cluster.processes();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
