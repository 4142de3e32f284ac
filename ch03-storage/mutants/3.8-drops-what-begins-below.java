// caught by: TruncationTest.dropsWholeSegmentsBelowAnOffset
// symptom: truncating below offset 5 has taken records 5 and 6 away, too
// in: Truncation
void prefix(long offset) throws IOException {
    while (segments.all().size() > 1 && segments.all().getFirst().base() < offset) {
        segments.removeFirst();
    }
}
