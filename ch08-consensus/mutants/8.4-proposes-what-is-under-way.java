// caught by: ProposalsTest.proposesABatchThatIsUnderWayOnce
// symptom: impatient producers slow the whole cluster down
// in: Proposals
private CompletableFuture<Acknowledged> proposeOnce(ProducerSequence sequence, byte[] command) {
    Optional<OffsetRange> applied = machine.find(sequence);
    if (applied.isPresent()) {
        inFlight.remove(sequence);
        return whenReadable(new Acknowledged(applied.get(), term, config.self().name()));
    }
    CompletableFuture<Acknowledged> begun = propose(command);
    inFlight.put(sequence, begun);
    var _ = begun.whenComplete((_, failure) -> ended(sequence, begun, failure));
    return begun.copy();
}
