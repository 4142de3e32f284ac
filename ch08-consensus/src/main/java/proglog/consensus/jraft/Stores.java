package proglog.consensus.jraft;

import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;

/// Has JRaft keep its log and its votes in our files; its snapshots are folders of files anyway.
/// Immutable.
final class Stores extends DefaultJRaftServiceFactory {

    private final RaftLog log;
    private final StableStore votes;

    Stores(RaftLog log, StableStore votes) {
        this.log = log;
        this.votes = votes;
    }

    @Override
    public LogStorage createLogStorage(String uri, RaftOptions options) {
        return new SegmentedLogStorage(log);
    }

    @Override
    public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions options) {
        return votes;
    }
}
