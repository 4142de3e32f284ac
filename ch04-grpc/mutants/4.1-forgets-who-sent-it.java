// caught by: WireTest.keepsTheNameThatMakesARequestRepeatable
// symptom: producers that send again under the same number have their records twice
// in: Wire
static Batch batch(ProduceRequest request) {
    if (request.hasRecord() == (request.getValuesCount() > 0)) {
        throw new IllegalArgumentException(
                "a request to produce holds either a record or values, this one "
                        + (request.hasRecord() ? "both" : "neither"));
    }
    return request.hasRecord()
            ? new Batch(
                    List.of(bytes(request.getRecord().getValue())), ProducerSequence.NONE)
            : new Batch(bytes(request.getValuesList()), ProducerSequence.NONE);
}
