// caught by: DeliveryTest.findsOutWhichOfSeveralWasRefused
// symptom: a batch that is too large was sent, and the one before it is reported as refused
// in: Delivery
Optional<Parcel> ended(RuntimeException failure) {
    boolean isRefused =
            failure instanceof NotPermittedException
                    || failure instanceof IllegalArgumentException
                    || failure instanceof CorruptLogException;
    if (!isRefused) {
        takeBack(!(failure instanceof LogUnavailableException));
        return Optional.empty();
    }
    requeue();
    return Optional.ofNullable(waiting.pollFirst());
}
