package proglog.security;

import java.util.List;
import java.util.stream.Collectors;

/// What a method asks of its caller: one of these actions, or, where there is none, nothing.
record Access(List<Action> anyOf) {

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
