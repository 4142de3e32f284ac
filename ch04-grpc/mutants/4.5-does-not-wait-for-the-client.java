// caught by: FlowControlTest.readsOnlySoFarAheadOfAClientThatStopsReading
// symptom: one client that stopped reading has filled the server's memory
// in: FollowStream
private void pump() throws InterruptedException {
    while (true) {
        answers.onNext(batchBytes == 0 ? one(cursor.next()) : batch());
    }
}
