package proglog.consensus;

import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.discovery.Member;
import proglog.discovery.Membership;

/// Admits nodes whose disks are new: takes the vote that such a node may have had, so that what an
/// earlier disk of it has promised is not counted on. For many threads.
///
///     node 0, a new disk      leader                    other voters
///          | ASK ------------->|                              |
///          |                   | am I still? (barrier) ------>|
///          |                   | without node 0 ------------->|  agreed on by a majority of
///          |<------- ADMITTED  |                              |  the others
///          | opens its gate    |                              |
///          |<---- TAKES_PART   |                              |
///          | true ------------>| entries, then a vote         |
final class Admission implements BindableService {

    private static final Logger logger = LoggerFactory.getLogger(Admission.class);
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final String self;
    private final Consensus<?> consensus;
    private final Gate gate;
    private volatile Optional<Membership> members = Optional.empty(); // set once, by who wires

    Admission(String self, Consensus<?> consensus, Gate gate) {
        this.self = self;
        this.consensus = consensus;
        this.gate = gate;
    }

    /// From now on it knows who is who; before, it admits nobody.
    void know(Membership known) {
        members = Optional.of(known);
    }

    /// Whether the node at `channel` takes part, as far as one can tell.
    static boolean takesPart(Channel channel) {
        try {
            return !AdmissionCall.TAKES_PART.ask(channel, "", WAIT.plusSeconds(1)).equals("false");
        } catch (StatusRuntimeException _) {
            return true; // who cannot be reached, or does not know the question, is found out later
        }
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerServiceDefinition.builder(AdmissionCall.SERVICE)
                .addMethod(
                        AdmissionCall.ASK.method(),
                        ServerCalls.asyncUnaryCall((question, answers) ->
                                answer(() -> standing(question).name(), answers)))
                .addMethod(
                        AdmissionCall.TAKES_PART.method(),
                        ServerCalls.asyncUnaryCall((_, answers) ->
                                answer(() -> String.valueOf(gate.await(WAIT)), answers)))
                .build();
    }

    private interface Answer {

        String get() throws InterruptedException;
    }

    private static void answer(Answer answer, StreamObserver<String> answers) {
        Thread.ofVirtual()
                .name("admission")
                .start(() -> {
                    try {
                        answers.onNext(answer.get());
                        answers.onCompleted();
                    } catch (InterruptedException | RuntimeException failure) {
                        answers.onError(Status.UNAVAILABLE.withCause(failure).asRuntimeException());
                    }
                });
    }

    /// What this node says to one that asks with `question`, its name and its address.
    Standing standing(String question) {
        if (!gate.isOpen()) {
            return Standing.NO_CLUSTER;
        }
        String[] words = question.split(" ", 2);
        return words.length == 2
                        && !words[0].equals(self)
                        && consensus.leadership().isSelf()
                        && isKnown(words[0], words[1])
                        && takeVote(words[0])
                ? Standing.ADMITTED
                : Standing.NOT_NOW;
    }

    // Another process may call itself so: membership has found out which one does by right.
    private boolean isKnown(String name, String raftAddress) {
        return members.stream()
                .flatMap(known -> known.members().stream())
                .filter(member -> member.name().equals(name))
                .anyMatch(member -> raftAddress.equals(member.tags().get(Member.RAFT)));
    }

    // A leader that was replaced without noticing might not know of a vote; and as long as another
    // change is on its way, nothing is certain about who has one.
    private boolean takeVote(String name) {
        Deadline deadline = Deadline.after(MOST);
        boolean hadVote = consensus.nodes().stream().anyMatch(voter -> voter.name().equals(name));
        try {
            Appends.await(consensus.barrier(), deadline);
            CompletableFuture<Void> taken = consensus.removeVoter(name);
            Appends.await(taken, deadline);
        } catch (CommitLogException failure) {
            logger.debug("{} cannot be admitted now: {}", name, failure.getMessage());
            return false;
        }
        if (hadVote) {
            logger.info("took the vote of {}, which has a new disk", name);
        }
        return true;
    }
}
