package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.RaftOutter.EntryMeta;
import com.alipay.sofa.jraft.rpc.CliRequests.RemovePeerRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.PingRequest;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Raft's messages go over the wire and come back; no others do.
final class FrameTest {

    private static final Message PING =
            PingRequest.newBuilder().setSendTimestamp(1_234_567_890_123L).build();

    @Test
    void comesBackAsItWas() throws IOException {
        Frame frame = new Frame(42, PING);

        assertThat(parse(bytes(frame))).isEqualTo(frame);
    }

    // gRPC has a stream write itself, if it can.
    @Test
    void isTheSameWrittenOrRead() throws IOException {
        Frame frame = new Frame(42, PING);
        FrameStream stream = new FrameStream(frame);
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        assertThat(stream.available()).isEqualTo(bytes(frame).length);
        assertThat(stream.drainTo(written)).isEqualTo(written.size());
        assertThat(written.toByteArray()).isEqualTo(bytes(frame));
        assertThat(stream.available()).isZero();
        assertThat(stream.drainTo(written)).isZero();
        assertThat(stream.read()).isNegative();
    }

    @Test
    void isWrittenFromWhereItWasReadUpTo() throws IOException {
        FrameStream stream = new FrameStream(new Frame(42, PING));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        written.write(stream.read());

        assertThat(stream.available()).isEqualTo(bytes(new Frame(42, PING)).length - 1);
        stream.drainTo(written);

        assertThat(parse(written.toByteArray())).isEqualTo(new Frame(42, PING));
    }

    @Test
    void isReadAtOnceWhenItIsKnownHowLongItIs() throws IOException {
        Frame frame = new Frame(42, PING);

        assertThat(Frame.CONTROL.parseRequest(new FrameStream(frame))).isEqualTo(frame);

        InputStream cutOff = new Promise(bytes(frame));
        assertThatThrownBy(() -> Frame.CONTROL.parseRequest(cutOff))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a frame of 0 bytes");
    }

    @Test
    void givesEntriesAwayWithoutACopy() throws IOException {
        ByteString entries = ByteString.copyFromUtf8("entries");
        AppendEntriesRequest request = heartbeat().toBuilder().setData(entries).build();
        Watched stream = new Watched(bytes(new Frame(42, request)));
        AppendEntriesRequest read =
                (AppendEntriesRequest) Frame.APPEND.parseRequest(stream).message();

        Arrays.fill(stream.target, (byte) '*');

        assertThat(read.getData()).isEqualTo(ByteString.copyFromUtf8("*******"));
    }

    /// A frame as gRPC hands it over, and the array that it is read into.
    private static final class Watched extends ByteArrayInputStream implements KnownLength {

        private byte[] target = {};

        Watched(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int readNBytes(byte[] target, int from, int count) {
            this.target = target;
            return super.readNBytes(target, from, count);
        }
    }

    /// One byte less than it says.
    private static final class Promise extends ByteArrayInputStream implements KnownLength {

        Promise(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int available() {
            return super.available() + 1;
        }
    }

    @Test
    void tellsEntriesFromHeartbeats() {
        AppendEntriesRequest heartbeat = heartbeat();

        assertThat(Frame.isAppend(heartbeat)).isFalse();
        assertThat(Frame.isAppend(PING)).isFalse();
        assertThat(Frame.isAppend(heartbeat.toBuilder().setData(ByteString.EMPTY).build()))
                .as("asks where entries should go on")
                .isTrue();
        EntryMeta entry =
                EntryMeta.newBuilder().setTerm(1).setType(EntryType.ENTRY_TYPE_DATA).build();
        assertThat(Frame.isAppend(heartbeat.toBuilder().addEntries(entry).build())).isTrue();
    }

    @Test
    void doesNotKnowHowAGroupIsAdministered() throws IOException {
        Frame frame =
                new Frame(
                        1,
                        RemovePeerRequest.newBuilder()
                                .setGroupId("ours")
                                .setLeaderId("")
                                .setPeerId("127.0.0.1:1")
                                .build());

        assertThatThrownBy(() -> parse(bytes(frame)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a message of an unknown kind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "00", "0000000000000001", "000000000000000105", "0000000000000001FF50"})
    void refusesWhatIsNoFrame(String hex) {
        assertThatThrownBy(() -> parse(HexFormat.of().parseHex(hex)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void refusesAFrameThatIsCutOff() throws IOException {
        byte[] whole = bytes(new Frame(42, PING));

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> parse(part)).isInstanceOf(UncheckedIOException.class);
        }
    }

    private static AppendEntriesRequest heartbeat() {
        return AppendEntriesRequest.newBuilder()
                .setGroupId("ours")
                .setServerId("a")
                .setPeerId("b")
                .setTerm(1)
                .setPrevLogTerm(1)
                .setPrevLogIndex(1)
                .setCommittedIndex(1)
                .build();
    }

    private static byte[] bytes(Frame frame) throws IOException {
        try (InputStream stream = Frame.CONTROL.streamRequest(frame)) {
            return stream.readAllBytes();
        }
    }

    private static Frame parse(byte[] bytes) {
        return Frame.CONTROL.parseRequest(new ByteArrayInputStream(bytes));
    }
}
