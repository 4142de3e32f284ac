package proglog.examples.kv;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.OutcomeUnknownException;
import proglog.consensus.ClusterNode;
import proglog.consensus.Consensus;
import proglog.http.Filter;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `POST /raft/add` with `{"ID":…,"Address":…}`: gives a node a vote, here where the leader is. For
/// many threads.
///
/// The ID is what clients call the node, host:port; the address is where nodes call it.
final class VoterRoute implements Filter {

    static final String PATH = "/raft/add";

    private static final Pattern HOST_AND_PORT = Pattern.compile("[\\w.-]{1,255}:[0-9]{1,5}");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    /// The body.
    record NewVoter(@JsonProperty("ID") String id, @JsonProperty("Address") String address) {

        /// The bytes to be sent.
        Bytes encode() {
            return Bytes.wrap(MAPPER.writeValueAsBytes(this));
        }
    }

    private final Consensus<?> consensus;
    private final Duration patience;

    VoterRoute(Consensus<?> consensus, Duration patience) {
        this.consensus = consensus;
        this.patience = patience;
    }

    @Override
    public Response apply(Request request, Handler next) {
        if (!request.path().equals(PATH)) {
            return next.handle(request);
        }
        if (!request.method().equals("POST")) {
            return KeyRoutes.notAllowed("POST");
        }
        try {
            @Nullable NewVoter voter =
                    MAPPER.readValue(request.body().toByteArray(), NewVoter.class);
            return voter != null && isWhole(voter.id()) && isWhole(voter.address())
                    ? add(new ClusterNode(voter.id(), voter.address(), voter.id()))
                    : Response.error(400, "ID and Address must be host:port");
        } catch (JacksonException _) {
            return Response.error(400, "the body must be {\"ID\":…,\"Address\":…}");
        }
    }

    private static boolean isWhole(String address) {
        return HOST_AND_PORT.matcher(address).matches();
    }

    private Response add(ClusterNode voter) {
        try {
            consensus.addVoter(voter).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return Response.json(200, Bytes.utf8("{\"status\":\"success\"}"));
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof CommitLogException known
                    ? known
                    : new OutcomeUnknownException("adding a voter failed", failure);
        } catch (TimeoutException late) {
            throw new OutcomeUnknownException(voter + " did not catch up in time", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException("stopped while adding a voter", interrupted);
        }
    }
}
