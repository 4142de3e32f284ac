package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// Whoever listens is told everything that still holds, in order.
final class ListenerTest {

    private final Members members;
    private final AtomixMembership a;
    private final AtomixMembership b;

    ListenerTest(@TempDir Path folder) {
        members = new Members(folder);
        a = members.start("a");
        b = members.start("b");
        Members.awaitNames(List.of(a, b), "a", "b");
    }

    @AfterEach
    void stop() {
        members.close();
    }

    @Test
    void isToldOfThoseWhoAreThereAlready() {
        assertThat(Heard.from(a).await(1)).containsExactly("joined b");
        assertThat(Heard.from(a).await(1)).containsExactly("joined b");
    }

    @Test
    void isCalledAgainAfterItFailed() {
        Heard heard = new Heard();
        try (LoggedLines logged = LoggedLines.of(Listening.class.getName())) {
            a.listen(event -> {
                heard.accept(event);
                throw new IllegalStateException("it is broken");
            });
            members.start("c");

            assertThat(heard.await(2)).containsExactly("joined b", "joined c");
            Background.until(() -> logged.lines().size() == 4);
            assertThat(logged.lines().getFirst())
                    .isEqualTo("WARN a listener failed at Joined of b at " + b.self().address());
        }
    }

    @Test
    void keepsNobodyElseWaiting() {
        CountDownLatch never = new CountDownLatch(1);
        a.listen(_ -> {
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // closed
            }
        });
        Heard heard = Heard.from(a);

        members.start("c");

        assertThat(heard.await(2)).containsExactly("joined b", "joined c");
    }

    @Test
    void isNotToldOfWhatCameAndWentWhileItWasBusy() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        Heard heard = new Heard();
        a.listen(event -> {
            heard.accept(event);
            told.countDown();
            try {
                busy.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // closed
            }
        });
        told.await();
        Heard other = Heard.from(a);

        AtomixMembership c = members.start("c");
        other.await("joined c");
        c.close();
        other.await("left c");
        members.start("d");
        other.await("joined d");
        busy.countDown();

        assertThat(heard.await(2)).containsExactly("joined b", "joined d");
    }

    @Test
    void isNotCalledOnceItsRegistrationIsClosed() {
        Heard heard = new Heard();
        Membership.Registration registration = a.listen(heard);
        heard.await(1);

        registration.close();
        Heard other = Heard.from(a);
        members.start("c");
        other.await("joined c");

        assertThat(heard.events()).containsExactly("joined b");
    }

    @Test
    void mayCloseItsOwnRegistration() {
        CompletableFuture<Membership.Registration> own = new CompletableFuture<>();
        Heard heard = new Heard();
        own.complete(
                a.listen(event -> {
                    heard.accept(event);
                    own.join().close();
                }));
        heard.await(1);
        Heard other = Heard.from(a);
        members.start("c");
        other.await("joined c");

        assertThat(heard.events()).containsExactly("joined b");
    }

    @Test
    void cannotListenToAMembershipThatIsClosed() {
        b.close();

        assertThatThrownBy(() -> b.listen(_ -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the membership is closed");
    }
}
