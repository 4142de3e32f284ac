package proglog.discovery;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.security.MutualTls;

/// [Membership] by gossip: Atomix's SWIM, over mutual TLS. For many threads.
///
/// A member has failed when it answered neither this one nor two others, and did not object for a
/// while; it is there again as soon as it answers. Places to join that cannot be reached are tried
/// again for as long as it takes. Of two members with one name the first one stays; the other is
/// refused until the first has left or failed.
public final class AtomixMembership implements Membership {

    private static final Logger logger = LoggerFactory.getLogger(AtomixMembership.class);
    private static final Duration GOODBYE_TIME = Duration.ofSeconds(1);

    private final Member self;
    private final Board board;
    private final Transport transport;
    private final SwimMessages messages;
    private final Acquaintances acquaintances;
    private final Swim swim;
    private final Seeker seeker;
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private AtomixMembership(
            Member self,
            Board board,
            Transport transport,
            SwimMessages messages,
            Acquaintances acquaintances,
            Swim swim,
            Seeker seeker) {
        this.self = self;
        this.board = board;
        this.transport = transport;
        this.messages = messages;
        this.acquaintances = acquaintances;
        this.swim = swim;
        this.seeker = seeker;
    }

    /// Takes part as `config` says, with a node's certificate. Returns at once: others are found in
    /// the background. `tls` is not closed.
    ///
    /// @throws IOException when the address cannot be listened on
    public static AtomixMembership join(MembershipConfig config, MutualTls tls) throws IOException {
        return join(config, tls, Resolver.system());
    }

    /// The same, with names looked up by `resolver`.
    public static AtomixMembership join(MembershipConfig config, MutualTls tls, Resolver resolver)
            throws IOException {
        ServerSocketChannel listener = Transport.listen(HostPort.parse(config.bindAddress()));
        HostPort address = Advertised.address(config, listener);
        Member self = new Member(config.nodeName(), address.toString(), config.tags());
        RandomGenerator random = new SecureRandom();
        Run run = Run.random(random);
        Hello hello = new Hello(config.clusterId(), self.name(), self.address(), run.toString());
        Board board = new Board();
        Transport transport = Transport.start(listener, tls, new Admission(hello, board::current));
        SwimMessages messages = new SwimMessages(address, transport);
        Periods periods = config.periods();
        Acquaintances acquaintances = Acquaintances.start(transport, board::current);
        Swim swim = Swim.start(self, run, periods, messages, board);
        Seeker seeker =
                Seeker.start(
                        new Places(config.join(), resolver),
                        new Missing(hello, board::current, transport::met),
                        acquaintances,
                        swim,
                        periods.seek(),
                        random);
        logger.info("{} gossips on {}", self.name(), self.address());
        return new AtomixMembership(self, board, transport, messages, acquaintances, swim, seeker);
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public List<Member> members() {
        List<Member> all = new ArrayList<>(board.current().here());
        all.add(self);
        all.sort(Comparator.comparing(Member::name));
        return List.copyOf(all);
    }

    /// Whether somebody was found at every place to join: as far as one can know, who is not among
    /// [#members] then is not there.
    public boolean hasMetAll() {
        return seeker.hasMetAll();
    }

    @Override
    public Registration listen(Consumer<MembershipEvent> listener) {
        if (closed.get()) {
            throw new IllegalStateException("the membership is closed");
        }
        Listening listening = Listening.start(board, listener);
        listeners.add(listening);
        return listening;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            sayGoodbye();
            stop();
        }
    }

    /// Stops without a word, as if the process were killed: the others see it fail, and take it
    /// back when it is there again. For who stops and means to return. Closing afterwards does
    /// nothing.
    public void vanish() {
        if (closed.compareAndSet(false, true)) {
            stop();
        }
    }

    private void sayGoodbye() {
        listeners.forEach(Listening::close);
        Set<String> others = new LinkedHashSet<>(transport.met());
        board.current().here().forEach(member -> others.add(member.address()));
        try {
            others.addAll(acquaintances.ofAll(others)); // opens the connections, too
            swim.sayGoodbye(others, messages, GOODBYE_TIME);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the others will see us fail
        }
    }

    private void stop() {
        listeners.forEach(Listening::close);
        seeker.close();
        swim.stop();
        transport.close();
        logger.info("{} stopped", self.name());
    }
}
