package proglog.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Members that come and go when a test says so. For one thread only.
final class ListedMembership implements Membership {

    private final List<Consumer<MembershipEvent>> listeners = new ArrayList<>();
    private final Member self;

    ListedMembership(String name) {
        self = member(name);
    }

    static Member member(String name) {
        return new Member(name, name + ":1", Map.of());
    }

    void joined(String name) {
        tell(new MembershipEvent.Joined(member(name)));
    }

    void left(String name) {
        tell(new MembershipEvent.Left(member(name)));
    }

    void failed(String name) {
        tell(new MembershipEvent.Failed(member(name)));
    }

    /// How many want to know.
    int listeners() {
        return listeners.size();
    }

    private void tell(MembershipEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public List<Member> members() {
        return List.of(self);
    }

    @Override
    public Registration listen(Consumer<MembershipEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {}
}
