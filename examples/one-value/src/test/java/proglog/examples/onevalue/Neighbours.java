package proglog.examples.onevalue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import proglog.discovery.Member;
import proglog.discovery.Membership;
import proglog.discovery.MembershipEvent;

/// A membership that a test writes down. For many threads.
final class Neighbours implements Membership {

    private final Member self;
    private volatile List<Member> others = List.of(); // written by the test

    Neighbours(String name) {
        this.self = new Member(name, "", Map.of());
    }

    void are(List<Member> others) {
        this.others = List.copyOf(others);
    }

    /// A member that serves at `address`.
    static Member at(String name, String address) {
        return new Member(name, "", Map.of(Member.RPC, address));
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public List<Member> members() {
        return Stream.concat(Stream.of(self), others.stream())
                .sorted(Comparator.comparing(Member::name))
                .toList();
    }

    @Override
    public Registration listen(Consumer<MembershipEvent> listener) {
        others.forEach(other -> listener.accept(new MembershipEvent.Joined(other)));
        return () -> {};
    }

    @Override
    public void close() {}
}
