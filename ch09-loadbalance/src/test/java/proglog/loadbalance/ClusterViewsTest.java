package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.grpc.ServerInfo;

/// Task 9.1: [ClusterViews#best], which of the servers is right.
@Tag("task-9.1")
final class ClusterViewsTest {

    private static final String SECTION = "see README.md, Task 9.1";

    private final ClusterViews views = new ClusterViews();

    @Test
    void nobodyKnowsAnythingAtFirst() {
        assertThat(views.best()).as(SECTION).isEmpty();
    }

    @Test
    void aLaterReignHasEndedAnEarlierOne() {
        views.heard("b:1", view(5, "b"));

        views.heard("a:1", view(4, "a")); // which was cut off, and does not know yet

        assertThat(best()).as(SECTION).isEqualTo(view(5, "b"));
    }

    @Test
    void whoKnowsALeaderKnowsMoreThanWhoKnowsNone() {
        views.heard("a:1", view(4, "a"));

        views.heard("c:1", view(9, "nobody")); // which was cut off, and stands for election in vain

        assertThat(best()).as(SECTION).isEqualTo(view(4, "a"));
    }

    @Test
    void ofEqualsTheOneThatWasHeardLastIsRight() {
        ClusterView three = view(4, "a");
        ClusterView two = new ClusterView(4, three.servers().subList(0, 2));
        views.heard("b:1", three);
        views.heard("a:1", two);
        assertThat(best()).as(SECTION).isEqualTo(two);

        views.heard("b:1", three);

        assertThat(best()).as(SECTION).isEqualTo(three);
    }

    @Test
    void whatALostServerSaidIsForgotten() {
        views.heard("a:1", view(5, "a"));
        views.heard("b:1", view(4, "nobody"));

        views.lost("a:1");

        assertThat(best()).as(SECTION).isEqualTo(view(4, "nobody"));
        assertThat(views.isHeard("a:1")).isFalse();
        assertThat(views.isHeard("b:1")).isTrue();
    }

    @Test
    void knowsWhetherAMemberSaysSo() {
        views.heard("gateway:1", view(4, "a"));
        assertThat(views.best().orElseThrow().isOfAMember()).isFalse();

        views.heard("c:1", view(4, "a"));

        assertThat(views.best().orElseThrow().isOfAMember()).isTrue();
    }

    @Test
    void aServerThatCannotBeReachedIsNotAmongThem() {
        ClusterView view =
                new ClusterView(
                        1,
                        List.of(
                                new ServerInfo("a", "", true),
                                new ServerInfo("b", "b", false),
                                new ServerInfo("c", "c:1", false)));

        assertThat(view.addresses()).containsExactly("c:1");
    }

    private ClusterView best() {
        return views.best().orElseThrow().view();
    }

    private static ClusterView view(long term, String leader) {
        return new ClusterView(
                term,
                List.of("a", "b", "c").stream()
                        .map(name -> new ServerInfo(name, name + ":1", name.equals(leader)))
                        .toList());
    }
}
