package proglog.discovery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import proglog.Background;

/// What a member's listener was told, as text such as `joined b`.
final class Heard implements Consumer<MembershipEvent> {

    private final List<String> events = new CopyOnWriteArrayList<>();

    static Heard from(Membership membership) {
        Heard heard = new Heard();
        membership.listen(heard);
        return heard;
    }

    @Override
    public void accept(MembershipEvent event) {
        events.add(
                switch (event) {
                    case MembershipEvent.Joined joined -> "joined " + joined.member().name();
                    case MembershipEvent.Left left -> "left " + left.member().name();
                    case MembershipEvent.Failed failed -> "failed " + failed.member().name();
                });
    }

    List<String> events() {
        return List.copyOf(events);
    }

    /// Waits until there are as many as these, and whatever there is.
    List<String> await(int count) {
        Background.until(() -> events.size() >= count);
        return events();
    }

    void await(String event) {
        Background.until(() -> events.contains(event));
    }

    long count(String event) {
        return events.stream().filter(event::equals).count();
    }
}
