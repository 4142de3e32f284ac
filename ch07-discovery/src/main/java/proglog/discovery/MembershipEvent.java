package proglog.discovery;

/// What a member learns of another one. Never about itself.
public sealed interface MembershipEvent {

    /// Who it is about.
    Member member();

    /// It is there: for the first time, again, or with another address or other tags than before.
    record Joined(Member member) implements MembershipEvent {}

    /// It said goodbye.
    record Left(Member member) implements MembershipEvent {}

    /// It answers no more. It may come back.
    record Failed(Member member) implements MembershipEvent {}
}
