// caught by: ReplicatorTest.failingEndsIt
// symptom: threads for members that are long gone pile up
// in: Copies
public void accept(MembershipEvent event) {
    switch (event) {
        case MembershipEvent.Joined(Member member) -> start(member);
        case MembershipEvent.Left(Member member) -> stop(member.name());
        case MembershipEvent.Failed(Member _) -> {}
    }
}
