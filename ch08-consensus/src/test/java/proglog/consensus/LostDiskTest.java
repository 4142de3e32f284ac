package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import proglog.Background;

/// Three whole nodes, of which one loses its disk: it forgets what it promised, and the cluster
/// forgets nothing. The first node begins the cluster, every time it is started, if it may.
@ParameterizedClass
@EnumSource
final class LostDiskTest {

    private final EngineKind engine;
    @TempDir private Path folder;
    private JoinedNodes nodes;

    LostDiskTest(EngineKind engine) {
        this.engine = engine;
    }

    @BeforeEach
    void startThree() throws Exception {
        nodes = JoinedNodes.in(folder, engine, "a", "b", "c");
        nodes.start("a", "b", "c");
        nodes.awaitVoters("a", "b", "c");
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void theFirstOneBeginsNoSecondCluster() throws Exception {
        nodes.append("one");
        nodes.stop("a");
        nodes.append("two");
        nodes.loseDisk("a");

        nodes.start("a");

        nodes.awaitVoters("a", "b", "c");
        nodes.append("three");
        nodes.awaitAll("one", "two", "three");
    }

    @Test
    void oneOfTheOthersGetsANewVoteAndAllRecords() throws Exception {
        nodes.append("one");
        nodes.stop("b");
        nodes.loseDisk("b");

        nodes.start("b");

        nodes.awaitVoters("a", "b", "c");
        nodes.append("two");
        nodes.awaitAll("one", "two");
    }

    // What was acknowledged is on the lost disk and on that of a node that is down: nobody who is
    // there may lead.
    @Test
    void doesNotHelpToElectALeaderThatLacksWhatItHadAcknowledged() throws Exception {
        nodes.stop("c");
        nodes.append("one");
        nodes.stop("a");
        nodes.stop("b");
        nodes.loseDisk("b");

        nodes.start("b", "c");
        long begin = System.nanoTime();
        Background.until(() -> {
            assertThat(nodes.isAnyLeading()).isFalse();
            return System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(2);
        });

        nodes.start("a");
        nodes.awaitVoters("a", "b", "c");
        nodes.append("two");
        nodes.awaitAll("one", "two");
    }

    @Test
    void allAreStartedTogetherAndTheFirstBeginsSinceNobodyHas() throws Exception {
        for (String name : new String[] {"a", "b", "c"}) {
            nodes.stop(name);
            nodes.loseDisk(name);
        }

        nodes.start("b", "c", "a");

        nodes.awaitVoters("a", "b", "c");
        nodes.append("another one");
        nodes.awaitAll("another one");
    }
}
