package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.Bytes;

/// The bytes of what nodes send each other, see [Frame].
final class FrameCodecTest {

    private static final int MAX_TEXT_BYTES = 1024;

    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void areThoseThatOtherVersionsKnow(String bytes, Frame frame) {
        assertThat(encode(frame)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void areReadAsTheyWereWritten(String bytes, Frame frame) {
        assertThat(decode(bytes)).isEqualTo(frame);
    }

    static Stream<Arguments> frames() {
        Bytes payload = Bytes.utf8("xy");
        return Stream.of(
                Arguments.of("010100016300016e0003613a31000172", new Hello("c", "n", "a:1", "r")),
                Arguments.of("020003c3a462", new Frame.Refused("äb")),
                Arguments.of("0300000000000000070001747879", new Frame.Request(7, "t", payload)),
                Arguments.of("0400000000000000077879", new Frame.Reply(7, payload)),
                Arguments.of("050000000000000007", new Frame.Failure(7)),
                Arguments.of("060001747879", new Frame.Message("t", payload)),
                Arguments.of("06000174", new Frame.Message("t", Bytes.EMPTY)));
    }

    @ParameterizedTest
    @CsvSource({
        "00, a frame is of the unknown kind 0",
        "07, a frame is of the unknown kind 7",
        "ff, a frame is of the unknown kind 255",
        "01020000, 'it speaks version 2, this is 1'",
        "020401, a text of 1025 bytes is too long",
        "'', a frame ends too early",
        "0200, a frame ends too early",
        "02000261, a frame ends too early",
        "0300000000000000, a frame ends too early",
    })
    void areRefusedWhenTheyAreNone(String bytes, String reason) {
        assertThatExceptionOfType(CorruptedFrameException.class)
                .isThrownBy(() -> decode(bytes))
                .withMessage(reason);
    }

    @Test
    void holdTextsOfUpToAKibibyte() {
        Frame most = new Frame.Refused("x".repeat(MAX_TEXT_BYTES));

        assertThat(decode(encode(most))).isEqualTo(most);
        assertThat(decode(encode(new Frame.Refused("x".repeat(MAX_TEXT_BYTES + 1)))))
                .isEqualTo(most);
    }

    private String encode(Frame frame) {
        channel.writeOutbound(frame);
        ByteBuf bytes = channel.readOutbound();
        try {
            return ByteBufUtil.hexDump(bytes);
        } finally {
            bytes.release();
        }
    }

    private Frame decode(String bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(bytes)));
        return channel.readInbound();
    }
}
