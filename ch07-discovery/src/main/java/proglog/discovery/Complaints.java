package proglog.discovery;

import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.security.LogText;

/// Logs why this node and another one do not talk: once, until the reason changes. For many
/// threads.
final class Complaints {

    private static final Logger logger = LoggerFactory.getLogger(Complaints.class);

    private final News refusals = new News();
    private final News calls = new News();
    private final News frames = new News();

    /// We do not talk to who called.
    void refused(Hello caller, String reason) {
        if (refusals.isNew(caller.address(), reason)) {
            logger.warn(
                    "refused {} of {}: {}",
                    LogText.of(caller.name()),
                    LogText.of(caller.address()),
                    LogText.of(reason));
        }
    }

    /// Now we do.
    void settled(Hello caller) {
        refusals.forget(caller.address());
    }

    /// Nobody answers there, or not to us.
    void unreachable(String address, String reason) {
        if (calls.isNew(address, reason)) {
            logger.warn("cannot reach {}: {}", address, LogText.of(reason));
        }
    }

    /// Somebody answers there.
    void reached(String address) {
        calls.forget(address).ifPresent(_ -> logger.info("reached {}", address));
    }

    /// A node sent something that is no frame.
    void malformed(Channel channel, DecoderException cause) {
        String from = ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
        String what = String.valueOf(cause.getMessage());
        if (frames.isNew(from, what)) {
            logger.warn("closed a connection with {}: {}", from, LogText.of(what));
        }
    }
}
