// caught by: IndexTest.findsTheLastEntryAtOrBelowAnOffset
// symptom: the first record of a frame cannot be read, the second can
// in: Index
int floor(long relativeOffset) {
    int high = published - 1;
    Tail unwritten = tail;
    int low = 0;
    while (low <= high) {
        int middle = (low + high) >>> 1;
        if (relativeOffset(unwritten, middle) < relativeOffset) {
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    return high;
}
