package proglog.consensus.atomix;

import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.protocol.CommandRequest;
import io.atomix.protocols.raft.protocol.CommandResponse;
import io.atomix.protocols.raft.session.RaftSession;
import java.util.concurrent.CompletableFuture;

/// Has Atomix take each command when it is handed over. For many threads.
///
/// Atomix takes the commands of a session in the order of their numbers. The number it took last is
/// written by two threads with nothing between them, the one that takes and the one that applies,
/// and so now and then an older one is put back. From then on Atomix waits for a command that it
/// has had: it takes no other one of that session, says nothing, and goes on leading. Here commands
/// are handed over in their order, so one that waits for its turn has it.
final class CommandTurns {

    private final RaftContext raft;
    private final LocalHandlers local;

    CommandTurns(RaftContext raft, LocalHandlers local) {
        this.raft = raft;
        this.local = local;
    }

    /// Hands over the command after the last one that was handed over in its session.
    CompletableFuture<CommandResponse> next(CommandRequest request) {
        CompletableFuture<CommandResponse> answer = local.handle(CommandRequest.class, request);
        look(request);
        return answer;
    }

    private void look(CommandRequest request) {
        raft.getThreadContext()
                .execute(() -> {
                    RaftSession session = raft.getSessions().getSession(request.session());
                    if (session != null && session.getCommand(request.sequenceNumber()) != null) {
                        session.setRequestSequence(request.sequenceNumber() - 1);
                        var _ = next(request); // Atomix takes what waits, and answers the first
                    }
                });
    }
}
