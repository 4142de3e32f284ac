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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// A node with a new disk opens its gate once it was admitted, and its disk says so.
final class NewcomerTest {

    private static final ClusterNode A = new ClusterNode("a", "a:1", "a:2");

    @TempDir private Path folder;

    // A file system that went read-only is another such case.
    @Test
    void saysOnceThatItsMarkCannotBeDeletedAndTakesPartWhenItCan() throws IOException {
        NewDisk disk = new NewDisk(folder.resolve("data"));
        Path inTheWay = Files.createDirectories(disk.file()).resolve("file");
        Files.createFile(inTheWay);
        TestCertificates certificates = TestCertificates.make(folder);
        Gate gate = new Gate();
        try (PeerNetwork leader = certificates.network("ours");
                PeerNetwork network = certificates.network("ours");
                LoggedLines logged = LoggedLines.of(Newcomer.class.getName())) {
            leader.serve(admitting());
            leader.start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            ScriptedMembership members = new ScriptedMembership();
            members.with(member("b", "127.0.0.1:" + leader.address().getPort()));

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

    private static BindableService admitting() {
        return () ->
                ServerServiceDefinition.builder(AdmissionCall.SERVICE)
                        .addMethod(
                                AdmissionCall.ASK.method(),
                                ServerCalls.asyncUnaryCall((_, answers) -> {
                                    answers.onNext(Standing.ADMITTED.name());
                                    answers.onCompleted();
                                }))
                        .build();
    }
}
