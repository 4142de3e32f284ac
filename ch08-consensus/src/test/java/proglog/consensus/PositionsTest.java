package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.Producers;

/// Positions are commands among the batches.
final class PositionsTest {

    private static TestCertificates certificates;
    private ScriptedNode node;
    private ScriptedConsensus<OffsetRange> consensus;
    private Positions positions;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = TestCertificates.make(folder);
    }

    @BeforeEach
    void start() throws IOException {
        node = ScriptedNode.start(certificates, "a");
        consensus = node.consensus();
        positions = node.log().positions();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void remembersTheOneSavedLast() {
        consensus.lead(1);
        consensus.commitAtOnce();

        positions.save("reports", 7, soon());
        positions.save("mails", 3, soon());
        positions.save("reports", 5, soon());

        assertThat(positions.find("reports", soon())).hasValue(5);
        assertThat(positions.find("mails", soon())).hasValue(3);
        assertThat(positions.find("nobody", soon())).isEmpty();
    }

    // A save that was answered elsewhere must not be missed.
    @Test
    void findsNothingWithoutKnowingWhatIsNew() {
        consensus.onBarrier(CompletableFuture::new);

        assertThatThrownBy(() -> positions.find("reports", Deadline.after(Duration.ofMillis(50))))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("what is new could not be asked for in time");
    }

    @Test
    void takesNoOffsetFromRecords() {
        consensus.lead(1);
        consensus.commitAtOnce();
        node.log().append(Bytes.utf8("a"));

        positions.save("reports", 1, soon());

        assertThat(node.log().append(Bytes.utf8("b"))).isEqualTo(1);
        assertThat(node.log().offsets()).isEqualTo(new OffsetRange(0, 2));
        assertThat(node.log().read(1).value()).isEqualTo(Bytes.utf8("b"));
    }

    @Test
    void areSavedByTheLeaderOnly() {
        ClusterNode leader = new ClusterNode("b", "b:1", "b:2");
        consensus.follow(1, Optional.of(leader));

        assertThatThrownBy(() -> positions.save("reports", 7, soon()))
                .isInstanceOf(NotLeaderException.class)
                .hasMessage("a does not lead, b at b:2 does");
        assertThat(consensus.log().lastIndex()).isZero();
    }

    @Test
    void maySaveYetWhatWasNotAnsweredInTime() {
        consensus.lead(1);
        Deadline tooSoon = Deadline.after(Duration.ofMillis(50));

        assertThatThrownBy(() -> positions.save("reports", 7, tooSoon))
                .isInstanceOf(OutcomeUnknownException.class);
        consensus.commit();

        assertThat(positions.find("reports", soon())).hasValue(7);
    }

    @Test
    void beginNothingWithoutTime() {
        consensus.lead(1);
        Deadline passed = Deadline.after(Duration.ZERO);

        assertThatThrownBy(() -> positions.save("reports", 7, passed))
                .isInstanceOf(LogUnavailableException.class);
        assertThat(consensus.log().lastIndex()).isZero();
    }

    @Test
    void forgetTheOneSavedLongestAgo() {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());
        for (int i = 0; i < Positions.MAX_NAMES; i++) {
            machine.apply(i, new PositionCommand("name " + i, i).encode());
        }
        var _ = machine.position("name 1"); // asking keeps nothing alive
        machine.apply(10_001, new PositionCommand("name 0", 1).encode());

        machine.apply(10_002, new PositionCommand("one more", 9).encode());

        assertThat(machine.position("name 0")).hasValue(1);
        assertThat(machine.position("name 1")).isEmpty();
        assertThat(machine.position("name 2")).hasValue(2);
        assertThat(machine.position("one more")).hasValue(9);
    }

    @Test
    void areInASnapshotAndInTheSameOrder() throws IOException {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());
        machine.apply(1, command(batch("a"), 0));
        machine.apply(2, new PositionCommand("é", 1).encode());
        machine.apply(3, new PositionCommand("b", Long.MAX_VALUE).encode());
        machine.apply(4, new PositionCommand("é", 2).encode());

        LogStateMachine other = new LogStateMachine(new DerivedRecords());
        other.apply(1, new PositionCommand("gone", 1).encode());
        other.restore(new ByteArrayInputStream(snapshot(machine)));

        assertThat(other.position("é")).hasValue(2);
        assertThat(other.position("b")).hasValue(Long.MAX_VALUE);
        assertThat(other.position("gone")).isEmpty();
        assertThat(snapshot(other)).isEqualTo(snapshot(machine));
    }

    @Test
    void areMissingInASnapshotOfTheFirstVersion() throws IOException {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());
        machine.apply(1, new PositionCommand("gone", 1).encode());

        machine.restore(new ByteArrayInputStream(firstVersion(5)));

        assertThat(machine.nextOffset()).isEqualTo(5);
        assertThat(machine.position("gone")).isEmpty();
    }

    private static byte[] firstVersion(long nextOffset) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(1);
        out.writeLong(nextOffset);
        out.writeLong(0);
        new Producers().writeTo(out);
        return bytes.toByteArray();
    }

    private static byte[] snapshot(LogStateMachine machine) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        machine.snapshot(bytes);
        return bytes.toByteArray();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }
}
