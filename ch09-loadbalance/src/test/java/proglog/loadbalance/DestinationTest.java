package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Task 9.2: [Destination#of], who is to take which call.
@Tag("task-9.2")
final class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "log.v1.Log/Produce, LEADER",
        "log.v1.Log/ProduceStream, LEADER",
        "cluster.v1.Cluster/SavePosition, LEADER",
        "cluster.v1.Cluster/GetPosition, LEADER",
        "log.v1.Log/Consume, FOLLOWER",
        "log.v1.Log/ConsumeStream, FOLLOWER",
        "log.v1.Log/GetOffsets, FOLLOWER",
        "log.v1.Log/GetServers, ANYONE",
        "cluster.v1.Cluster/WatchServers, ANYONE",
        "grpc.health.v1.Health/Check, ANYONE"
    })
    void everyMethodHasItsServers(String method, Destination expected) {
        assertThat(Destination.of(method)).as("see README.md, Task 9.2").isEqualTo(expected);
    }
}
