// caught by: ReadableOffsetsTest.needsBothTheAgreementAndTheDisk
// symptom: a read on a follower says that a record is there and then cannot give it
// in: ReadableOffsets
void move() {
    long next = applied;
    if (next > mark.next()) {
        moveTo(next);
    }
    run(mark.next());
}
