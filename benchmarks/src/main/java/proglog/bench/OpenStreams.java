package proglog.bench;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;

/// ConsumeStreams whose client takes one response each and no more. For one thread only.
final class OpenStreams implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final List<ManagedChannel> channels = new ArrayList<>();

    private OpenStreams() {}

    /// Opens `streams` on each of `connections` and waits until every one has got its response.
    static OpenStreams open(
            SocketAddress server, int connections, int streams, ConsumeRequest request)
            throws IOException, InterruptedException {
        OpenStreams all = new OpenStreams();
        CountDownLatch waiting = new CountDownLatch(connections * streams);
        for (int i = 0; i < connections; i++) {
            ManagedChannel channel = Channels.plain(server);
            all.channels.add(channel);
            for (int j = 0; j < streams; j++) {
                start(channel, request, waiting);
            }
        }
        if (!waiting.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            all.close();
            throw new IOException("%d streams got no response".formatted(waiting.getCount()));
        }
        return all;
    }

    private static void start(
            ManagedChannel channel, ConsumeRequest request, CountDownLatch waiting) {
        ClientCall<ConsumeRequest, ConsumeResponse> call =
                channel.newCall(LogGrpc.getConsumeStreamMethod(), CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(ConsumeResponse response) {
                        waiting.countDown();
                    }
                },
                new Metadata());
        call.request(1);
        call.sendMessage(request);
        call.halfClose();
    }

    @Override
    public void close() throws InterruptedException {
        for (ManagedChannel channel : channels) {
            Channels.close(channel);
        }
    }
}
