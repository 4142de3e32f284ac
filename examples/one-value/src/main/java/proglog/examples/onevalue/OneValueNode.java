package proglog.examples.onevalue;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.discovery.Member;
import proglog.discovery.Membership;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// One node of the database: answers requests, and again and again tells others what it holds. For
/// many threads.
final class OneValueNode implements Handler, AutoCloseable {

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

    private final OneValueRoutes routes;
    private final Teller teller;
    private final Every rounds;
    private final Every reports;

    private OneValueNode(OneValueRoutes routes, Teller teller, Every rounds, Every reports) {
        this.routes = routes;
        this.teller = teller;
        this.rounds = rounds;
        this.reports = reports;
    }

    /// Starts to tell those that `membership` knows, which the caller closes.
    static OneValueNode start(Membership membership, Pace pace, RandomGenerator chance) {
        Cell cell = new Cell();
        Teller teller = Teller.open(membership.self().name(), pace.patience());
        Audience audience = new Audience(chance);
        return new OneValueNode(
                new OneValueRoutes(cell),
                teller,
                Every.start(
                        "tell",
                        pace.tell(),
                        () -> teller.tell(cell.held(), audience.of(others(membership)))),
                Every.start("report", pace.report(), () -> report(membership, cell)));
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

    @Override
    public Response handle(Request request) {
        return routes.handle(request);
    }

    /// Falls silent. Closing again does nothing.
    @Override
    public void close() {
        reports.close();
        rounds.close();
        teller.close();
    }
}
