// caught by: RemoteLogTest.givesABatchConsecutiveOffsets
// symptom: who appends several values at once over the network is told the offset of only the first
// in: RemoteLog
public OffsetRange append(Batch batch, Deadline deadline) {
    requireOpen();
    requireTime(deadline);
    Sent sent = new Sent();
    try {
        ProduceResponse answer =
                ClientCalls.blockingUnaryCall(
                        channel,
                        LogGrpc.getProduceMethod(),
                        options(deadline).withStreamTracerFactory(sent),
                        Wire.request(batch));
        return Wire.offsets(answer, 1);
    } catch (StatusRuntimeException failure) {
        throw Failures.ofAppend(failure, sent);
    }
}
