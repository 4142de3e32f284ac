package proglog.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a method asks of its caller: one of these actions, or, where there is none, nothing.
record Access(List<Action> anyOf) {

    private static final Access OPEN = new Access(List.of());
    private static final Access INSPECTING = new Access(List.of(Action.INSPECT));
    private static final Access PRODUCING = new Access(List.of(Action.PRODUCE));
    private static final Access CONSUMING = new Access(List.of(Action.CONSUME));
    // A producer, too, has to find the leader.
    private static final Access EITHER = new Access(List.of(Action.CONSUME, Action.PRODUCE));

    private static final Map<String, Access> METHODS =
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
                            "grpc.reflection.v1.ServerReflection/ServerReflectionInfo", INSPECTING),
                    Map.entry("grpc.channelz.v1.Channelz/GetTopChannels", INSPECTING),
                    Map.entry("grpc.channelz.v1.Channelz/GetServers", INSPECTING),
                    Map.entry("grpc.channelz.v1.Channelz/GetServer", INSPECTING),
                    Map.entry("grpc.channelz.v1.Channelz/GetServerSockets", INSPECTING),
                    Map.entry("grpc.channelz.v1.Channelz/GetChannel", INSPECTING),
                    Map.entry("grpc.channelz.v1.Channelz/GetSubchannel", INSPECTING),
                    Map.entry("grpc.channelz.v1.Channelz/GetSocket", INSPECTING));

    /// What `method`, as in `log.v1.Log/Produce`, asks for; empty when nobody may call it.
    static Optional<Access> to(String method) {
        return Optional.ofNullable(METHODS.get(method));
    }

    boolean isOpen() {
        return anyOf.isEmpty();
    }

    /// Do answers show what the log or the server holds? Those of an append only say that it
    /// happened, and it has.
    boolean revealsInAnswers() {
        return anyOf.contains(Action.CONSUME) || anyOf.contains(Action.INSPECT);
    }

    /// `produce to`, or `consume from or produce to`.
    String phrase() {
        return anyOf.stream().map(Action::phrase).collect(Collectors.joining(" or "));
    }

    /// `produce`, or `consume|produce`.
    String policyNames() {
        return anyOf.stream().map(Action::policyName).collect(Collectors.joining("|"));
    }
}
