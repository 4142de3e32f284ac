package proglog.security;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each method asks of its caller. Immutable.
final class AccessTable {

    private static final Access OPEN = new Access(List.of());
    private static final Access INSPECTING = new Access(List.of(Action.INSPECT));
    private static final Access PRODUCING = new Access(List.of(Action.PRODUCE));
    private static final Access CONSUMING = new Access(List.of(Action.CONSUME));
    // A producer, too, has to find the leader.
    private static final Access EITHER = new Access(List.of(Action.CONSUME, Action.PRODUCE));

    /// The log's own methods, and those of the services that every server has.
    static final AccessTable STANDARD =
            new AccessTable(
                    Map.ofEntries(
                            Map.entry("log.v1.Log/Produce", PRODUCING),
                            Map.entry("log.v1.Log/ProduceStream", PRODUCING),
                            Map.entry("log.v1.Log/Consume", CONSUMING),
                            Map.entry("log.v1.Log/ConsumeStream", CONSUMING),
                            Map.entry("log.v1.Log/GetOffsets", CONSUMING),
                            Map.entry("log.v1.Log/GetServers", EITHER),
                            // A probe has a certificate at most, never a name in a policy.
                            Map.entry("grpc.health.v1.Health/Check", OPEN),
                            Map.entry("grpc.health.v1.Health/Watch", OPEN),
                            Map.entry("grpc.health.v1.Health/List", OPEN),
                            Map.entry(
                                    "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                                    INSPECTING),
                            Map.entry("grpc.channelz.v1.Channelz/GetTopChannels", INSPECTING),
                            Map.entry("grpc.channelz.v1.Channelz/GetServers", INSPECTING),
                            Map.entry("grpc.channelz.v1.Channelz/GetServer", INSPECTING),
                            Map.entry("grpc.channelz.v1.Channelz/GetServerSockets", INSPECTING),
                            Map.entry("grpc.channelz.v1.Channelz/GetChannel", INSPECTING),
                            Map.entry("grpc.channelz.v1.Channelz/GetSubchannel", INSPECTING),
                            Map.entry("grpc.channelz.v1.Channelz/GetSocket", INSPECTING)));

    private final Map<String, Access> methods;

    private AccessTable(Map<String, Access> methods) {
        this.methods = methods;
    }

    /// The same with more methods. Each asks for something: only health is open.
    AccessTable with(Map<String, List<Action>> more) {
        Map<String, Access> all = new HashMap<>(methods);
        more.forEach((method, anyOf) -> {
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException(method + " asks for no action");
            }
            if (all.putIfAbsent(method, new Access(List.copyOf(anyOf))) != null) {
                throw new IllegalArgumentException("what %s asks for is known".formatted(method));
            }
        });
        return new AccessTable(Map.copyOf(all));
    }

    /// What `method`, as in `log.v1.Log/Produce`, asks for; empty when nobody may call it.
    Optional<Access> of(String method) {
        return Optional.ofNullable(methods.get(method));
    }
}
