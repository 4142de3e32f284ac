package proglog.consensus.jraft;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.error.RaftError;
import proglog.CommitLogException;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.consensus.NotLeaderException;

/// What JRaft's complaints mean to a caller: whether nothing has happened, or something may happen
/// yet. Immutable.
///
/// @param node which node says so
record Refusals(String node, Reigns reigns) {

    NotLeaderException notLeader() {
        return new NotLeaderException(node, reigns.current().leader());
    }

    /// JRaft's one code for "not permitted" says by its text alone whether the command was queued.
    CommitLogException ofCommand(Status status) {
        String text = String.valueOf(status.getErrorMsg());
        RaftError error = status.getRaftError();
        if (error == RaftError.EBUSY) {
            return new LogUnavailableException(node + " is busy: " + text);
        }
        boolean wasQueued = !text.equals("Is not leader.") && !text.startsWith("expected_term=");
        return error == RaftError.EPERM && !wasQueued
                ? notLeader()
                : new OutcomeUnknownException("%s gave up: %s".formatted(node, text));
    }

    /// Of a snapshot, which nothing depends on.
    CommitLogException ofSnapshot(Status status) {
        return new LogUnavailableException(
                "%s takes no snapshot: %s".formatted(node, status.getErrorMsg()));
    }

    /// Of a change of voters.
    CommitLogException ofChange(String change, Status status) {
        String text = String.valueOf(status.getErrorMsg());
        RaftError error = status.getRaftError();
        if (error == RaftError.EPERM && text.startsWith("Not leader")) {
            return notLeader();
        }
        String message = "%s could not %s: %s".formatted(node, change, text);
        return error == RaftError.EBUSY || error == RaftError.ECATCHUP || error == RaftError.EINVAL
                ? new LogUnavailableException(message)
                : new OutcomeUnknownException(message);
    }
}
