package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.consensus.ScriptedMembership.member;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// A node with a new disk opens its gate once it was admitted, and its disk says so.
final class NewcomerTest {

    private static final ClusterNode A = new ClusterNode("a", "a:1", "a:2");

    @TempDir private Path folder;
    private final Gate gate = new Gate();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Standing standing = Standing.ADMITTED; // by the test

    // A file system that went read-only is another such case.
    @Test
    void saysOnceThatItsMarkCannotBeDeletedAndTakesPartWhenItCan() throws IOException {
        NewDisk disk = new NewDisk(folder.resolve("data"));
        Path inTheWay = Files.createDirectories(disk.file()).resolve("file");
        Files.createFile(inTheWay);
        TestCertificates certificates = TestCertificates.make(folder);
        try (PeerNetwork leader = certificates.network("ours");
                PeerNetwork network = certificates.network("ours");
                LoggedLines logged = LoggedLines.of(Newcomer.class.getName())) {
            ScriptedMembership members = membersWith(leader);

            try (Newcomer _ = Newcomer.start(A, members, network, disk, gate)) {
                Background.until(() -> !logged.lines().isEmpty());
                assertThat(logged.lines())
                        .containsExactly(
                                "ERROR a was admitted to its cluster, but takes no part until "
                                        + disk.file()
                                        + " can be deleted:"
                                        + " java.nio.file.DirectoryNotEmptyException: "
                                        + disk.file());
                assertThat(gate.isOpen()).isFalse();

                Files.delete(inTheWay);

                Background.until(gate::isOpen);
                Background.until(() -> logged.lines().size() == 2);
            }
            assertThat(logged.lines().getLast())
                    .isEqualTo("INFO a has a new disk, and was admitted to its cluster");
            assertThat(disk.file()).doesNotExist();
        }
    }

    @Test
    void asksUntilItIsAdmitted() throws IOException {
        NewDisk disk = new NewDisk(folder.resolve("data"));
        disk.mark();
        standing = Standing.NOT_NOW;
        TestCertificates certificates = TestCertificates.make(folder);
        try (PeerNetwork leader = certificates.network("ours");
                PeerNetwork network = certificates.network("ours");
                Newcomer _ = Newcomer.start(A, membersWith(leader), network, disk, gate)) {
            Background.until(() -> asked.get() >= 2);
            assertThat(gate.isOpen()).isFalse();
            assertThat(disk.isNew()).isTrue();

            standing = Standing.ADMITTED;

            Background.until(gate::isOpen);
            assertThat(disk.file()).doesNotExist();
        }
    }

    @Test
    void staysBehindItsGateWhenItIsClosedBefore() throws IOException {
        NewDisk disk = new NewDisk(folder.resolve("data"));
        disk.mark();
        standing = Standing.NOT_NOW;
        TestCertificates certificates = TestCertificates.make(folder);
        try (PeerNetwork leader = certificates.network("ours");
                PeerNetwork network = certificates.network("ours")) {
            Newcomer newcomer = Newcomer.start(A, membersWith(leader), network, disk, gate);
            Background.until(() -> asked.get() >= 1);

            newcomer.close();

            assertThat(gate.isOpen()).isFalse();
            assertThat(disk.isNew()).isTrue();
        }
    }

    /// Others than ourselves: one, which answers at `leader`.
    private ScriptedMembership membersWith(PeerNetwork leader) throws IOException {
        leader.serve(admitting());
        leader.start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        ScriptedMembership members = new ScriptedMembership();
        members.with(member("b", "127.0.0.1:" + leader.address().getPort()));
        return members;
    }

    private BindableService admitting() {
        return () ->
                ServerServiceDefinition.builder(AdmissionCall.SERVICE)
                        .addMethod(
                                AdmissionCall.ASK.method(),
                                ServerCalls.asyncUnaryCall((_, answers) -> {
                                    asked.incrementAndGet();
                                    answers.onNext(standing.name());
                                    answers.onCompleted();
                                }))
                        .build();
    }
}
