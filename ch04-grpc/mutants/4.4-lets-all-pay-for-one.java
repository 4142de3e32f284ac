// caught by: ProduceStreamTest.answersWhatCameBeforeARequestTheLogRefuses
// symptom: good records in front of one that was refused are not in the log, now and then
// in: ProduceStream
private void begin(Appender appender, List<Batch> group) {
    List<Bytes> values = new ArrayList<>();
    group.forEach(batch -> values.addAll(batch.values()));
    Batch joined = new Batch(values, group.getFirst().sequence());
    underWay.add(new UnderWay.Group(group, appender.begin(joined, deadline)));
}
