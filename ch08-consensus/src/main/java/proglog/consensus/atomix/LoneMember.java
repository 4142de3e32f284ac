package proglog.consensus.atomix;

import io.atomix.cluster.ClusterMembershipEventListener;
import io.atomix.cluster.ClusterMembershipService;
import io.atomix.cluster.Member;
import io.atomix.cluster.MemberId;
import io.atomix.utils.net.Address;
import java.util.Set;

/// What Raft is told of the membership it could listen to: itself. Who votes is decided by Raft
/// alone, and who is alive it finds out by calling. Immutable.
record LoneMember(Member member) implements ClusterMembershipService {

    static LoneMember at(String raftAddress) {
        return new LoneMember(Member.member(MemberId.from(raftAddress), Address.from(raftAddress)));
    }

    @Override
    public Member getLocalMember() {
        return member;
    }

    @Override
    public Set<Member> getMembers() {
        return Set.of(member);
    }

    @Override
    public Member getMember(MemberId id) {
        return member;
    }

    @Override
    public void addListener(ClusterMembershipEventListener listener) {
        // it never changes
    }

    @Override
    public void removeListener(ClusterMembershipEventListener listener) {
        // it never changes
    }
}
