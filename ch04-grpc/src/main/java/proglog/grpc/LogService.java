package proglog.grpc;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogRecord;
import proglog.OffsetRange;
import proglog.Task;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.GetOffsetsRequest;
import proglog.v1.GetOffsetsResponse;
import proglog.v1.GetServersRequest;
import proglog.v1.GetServersResponse;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;
import proglog.v1.Server;

/// The service `log.v1.Log` over any [CommitLog]. For many threads; does not close the log.
///
/// Calls that wait run on a virtual thread of their own, which is interrupted when the caller
/// cancels or its deadline passes.
public final class LogService extends LogGrpc.LogImplBase {

    private final CommitLog log;
    private final Optional<Supplier<List<ServerInfo>>> servers;

    /// Serves `log`; who else does is not known.
    public LogService(CommitLog log) {
        this.log = log;
        this.servers = Optional.empty();
    }

    /// Serves `log` as one of `servers`, which is asked at every call.
    public LogService(CommitLog log, Supplier<List<ServerInfo>> servers) {
        this.log = log;
        this.servers = Optional.of(servers);
    }

    @Override
    public void produce(ProduceRequest request, StreamObserver<ProduceResponse> answers) {
        answer(answers, () -> Wire.response(log.append(Wire.batch(request), deadline())));
    }

    @Override
    @Task("4.3")
    public void consume(ConsumeRequest request, StreamObserver<ConsumeResponse> answers) {
        answer(
                answers,
                () -> {
                    LogRecord found =
                            log.read(first(request), Wire.consistency(request), deadline());
                    return ConsumeResponse.newBuilder().setRecord(Wire.record(found)).build();
                });
    }

    @Override
    public StreamObserver<ProduceRequest> produceStream(StreamObserver<ProduceResponse> answers) {
        return ProduceStream.start(log, (ServerCallStreamObserver<ProduceResponse>) answers);
    }

    @Override
    public void consumeStream(ConsumeRequest request, StreamObserver<ConsumeResponse> answers) {
        if (!(Wire.consistency(request) instanceof Consistency.Local)) {
            throw new IllegalArgumentException(
                    "how fresh an answer must be can be asked of Consume only: a stream sends what"
                            + " its server gets, as it gets it");
        }
        FollowStream.start(
                log.follow(first(request)),
                request.getMaxBatchBytes(),
                (ServerCallStreamObserver<ConsumeResponse>) answers);
    }

    private long first(ConsumeRequest request) {
        return request.hasFromTimeUnixNanos()
                ? log.offsetAt(Wire.instant(request.getFromTimeUnixNanos()))
                : request.getOffset();
    }

    @Override
    public void getOffsets(GetOffsetsRequest request, StreamObserver<GetOffsetsResponse> answers) {
        answer(
                answers,
                () -> {
                    OffsetRange offsets = log.offsets();
                    var response =
                            GetOffsetsResponse.newBuilder()
                                    .setFirst(offsets.first())
                                    .setNext(offsets.next());
                    if (request.hasTimeUnixNanos()) {
                        response.setAtTime(log.offsetAt(Wire.instant(request.getTimeUnixNanos())));
                    }
                    return response.build();
                });
    }

    @Override
    public void getServers(GetServersRequest request, StreamObserver<GetServersResponse> answers) {
        Supplier<List<ServerInfo>> known =
                servers.orElseThrow(() ->
                        Status.UNIMPLEMENTED
                                .withDescription("this server is not part of a cluster")
                                .asRuntimeException());
        answer(
                answers,
                () ->
                        GetServersResponse.newBuilder()
                                .addAllServers(
                                        known.get().stream().map(LogService::server).toList())
                                .build());
    }

    private static Server server(ServerInfo info) {
        return Server.newBuilder()
                .setId(info.id())
                .setRpcAddr(info.rpcAddress())
                .setIsLeader(info.isLeader())
                .build();
    }

    private static <T> void answer(StreamObserver<T> answers, Supplier<T> work) {
        T answer = CallThread.run(work);
        answers.onNext(answer);
        answers.onCompleted();
    }

    /// Until when the caller of the current call waits.
    public static Deadline deadline() {
        io.grpc.Deadline asked = Context.current().getDeadline();
        return asked == null
                ? Deadline.never()
                : Deadline.after(Duration.ofNanos(asked.timeRemaining(TimeUnit.NANOSECONDS)));
    }
}
