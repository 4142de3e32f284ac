package proglog.examples.onevalue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.discovery.Member;
import proglog.discovery.Membership;
import proglog.grpc.Parts;
import proglog.http.HttpLimits;
import proglog.http.HttpServer;

/// One node of the database: answers requests, and again and again tells others what it holds. For
/// many threads.
final class OneValueNode implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(OneValueNode.class);

    /// How often a node speaks. Immutable.
    ///
    /// @param tell between two rounds of telling
    /// @param patience how long a round may take
    /// @param report between two reports in its log
    record Pace(Duration tell, Duration patience, Duration report) {

        static final Pace USUAL =
                new Pace(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    /// How it comes to know others.
    @FunctionalInterface
    interface Introduction {

        /// Becomes a member that is served at `address`, host:port. The node closes it.
        Membership join(String address) throws IOException;
    }

    private final HttpServer server;
    private final Membership membership;
    private final Parts parts;

    private OneValueNode(HttpServer server, Membership membership, Parts parts) {
        this.server = server;
        this.membership = membership;
        this.parts = parts;
    }

    /// Serves at `address`, where port 0 means any free one, and becomes a member.
    static OneValueNode start(
            InetSocketAddress address, Introduction introduction, Pace pace, RandomGenerator chance)
            throws IOException {
        Parts parts = new Parts();
        try {
            return start(parts, address, introduction, pace, chance);
        } catch (IOException | RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    private static OneValueNode start(
            Parts parts,
            InetSocketAddress address,
            Introduction introduction,
            Pace pace,
            RandomGenerator chance)
            throws IOException {
        Cell cell = new Cell();
        HttpServer server =
                parts.add(
                        HttpServer.start(address, HttpLimits.standard(), new OneValueRoutes(cell)),
                        HttpServer::close);
        String served = address.getHostString() + ":" + server.address().getPort();
        Membership membership = parts.add(introduction.join(served), Membership::close);
        String name = membership.self().name();
        Teller teller = parts.add(Teller.open(name, pace.patience()), Teller::close);
        Audience audience = new Audience(chance);
        parts.add(
                Every.start(
                        "tell",
                        pace.tell(),
                        () -> teller.tell(cell.held(), audience.of(others(membership)))),
                Every::close);
        parts.add(
                Every.start("report", pace.report(), () -> report(membership, cell)), Every::close);
        return new OneValueNode(server, membership, parts);
    }

    private static List<Member> others(Membership membership) {
        String self = membership.self().name();
        return membership.members().stream().filter(one -> !one.name().equals(self)).toList();
    }

    private static void report(Membership membership, Cell cell) {
        OneValue held = cell.held();
        logger.info("members {}", membership.members().stream().map(Member::name).toList());
        logger.info("value {} generation {}", held.value(), held.generation());
    }

    /// Where it is served.
    InetSocketAddress address() {
        return server.address();
    }

    /// Whom it knows.
    Membership membership() {
        return membership;
    }

    /// Falls silent, says goodbye and stops. Closing again does nothing.
    @Override
    public void close() {
        parts.close();
    }
}
