package proglog.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import proglog.discovery.Member;
import proglog.discovery.Membership;
import proglog.discovery.MembershipEvent;

/// A membership where a test decides who comes and goes. The node `a` is this one.
final class ScriptedMembership implements Membership {

    private final List<Consumer<MembershipEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<Member> others = new CopyOnWriteArrayList<>();

    static Member member(String name) {
        return member(name, name + ":1");
    }

    static Member member(String name, String raftAddress) {
        return new Member(
                name, name + ":0", Map.of(Member.RAFT, raftAddress, Member.RPC, name + ":2"));
    }

    /// One more is there, and nobody is told.
    void with(Member member) {
        others.add(member);
    }

    void tell(MembershipEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public Member self() {
        return member("a");
    }

    @Override
    public List<Member> members() {
        List<Member> members = new ArrayList<>(others);
        members.addFirst(self());
        return members;
    }

    @Override
    public Registration listen(Consumer<MembershipEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {}
}
