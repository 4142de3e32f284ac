// caught by: ConsumeTest.waitsForAServerThatIsFreshEnoughNoLongerThanItsDeadline
// symptom: somebody who asked a server for at least what they had seen elsewhere was shown less
// in: LogService
public void consume(ConsumeRequest request, StreamObserver<ConsumeResponse> answers) {
    answer(
            answers,
            () -> {
                LogRecord found = log.read(first(request), Consistency.LOCAL, deadline());
                return ConsumeResponse.newBuilder().setRecord(Wire.record(found)).build();
            });
}
