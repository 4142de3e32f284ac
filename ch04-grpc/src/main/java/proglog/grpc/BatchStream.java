package proglog.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import proglog.Batch;
import proglog.LogUnavailableException;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;

/// The client's end of one `ProduceStream` to which batches are sent, many before the first is
/// answered.
///
/// For many threads, but one at a time sends, finishes or abandons it. Batches are answered in the
/// order in which they were sent. When the stream has ended, what was answered is in the log; none
/// of the others is, or nobody knows, as the failure says.
public final class BatchStream {

    /// How many answers may be under way to who does not take them.
    private static final int AHEAD = 64;

    private final Sent sent = new Sent();
    private final ClientCall<ProduceRequest, ProduceResponse> call;

    /// Hears what becomes of a stream: one thing at a time, on threads of the channel. Must not
    /// wait.
    public interface Listener {

        /// The connection takes more, as [BatchStream#isReady] says.
        void ready();

        /// The oldest batch that was not answered yet is in the log, from `firstOffset` on.
        void answered(long firstOffset);

        /// Nothing more is heard. What was not answered has failed with `failure`:
        /// [LogUnavailableException] when none of it happened, [proglog.OutcomeUnknownException]
        /// when some of it may have; or the first of it was refused, and none happened:
        /// [NotPermittedException], [IllegalArgumentException], [proglog.CorruptLogException].
        void ended(RuntimeException failure);
    }

    private BatchStream(Channel channel) {
        this.call =
                channel.newCall(
                        LogGrpc.getProduceStreamMethod(),
                        CallOptions.DEFAULT.withStreamTracerFactory(sent));
    }

    /// Opens a stream to the log at the other end of `channel`; `listener` may hear of it before
    /// this returns.
    public static BatchStream start(Channel channel, Listener listener) {
        BatchStream stream = new BatchStream(channel);
        stream.call.start(stream.new Heard(listener), new Metadata());
        stream.call.request(AHEAD);
        return stream;
    }

    /// Whether the connection would take a batch now. One that is sent nevertheless waits in
    /// memory.
    public boolean isReady() {
        return call.isReady();
    }

    /// Sends `batch`.
    public void send(Batch batch) {
        call.sendMessage(Wire.request(batch));
    }

    /// Nothing more will be sent: the stream ends when all is answered.
    public void finish() {
        call.halfClose();
    }

    /// Gives the stream up, for `reason`.
    public void abandon(String reason) {
        call.cancel(reason, null);
    }

    /// Asks for an answer more whenever one has come. For one thread at a time.
    private final class Heard extends ClientCall.Listener<ProduceResponse> {

        private final Listener listener;

        Heard(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onReady() {
            listener.ready();
        }

        @Override
        public void onMessage(ProduceResponse answer) {
            call.request(1);
            listener.answered(answer.getOffset());
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            listener.ended(
                    status.isOk()
                            ? new LogUnavailableException("the server has ended the stream")
                            : Failures.ofAppend(
                                    new StatusRuntimeException(status, trailers), sent));
        }
    }
}
