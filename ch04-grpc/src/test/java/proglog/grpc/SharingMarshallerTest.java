package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// Messages whose values are parts of one array.
final class SharingMarshallerTest {

    private static final ProduceRequest REQUEST =
            ProduceRequest.newBuilder()
                    .setProducerId(7)
                    .addValues(ByteString.copyFromUtf8("one"))
                    .addValues(ByteString.copyFromUtf8("two"))
                    .build();

    private final Marshaller<ProduceRequest> marshaller =
            SharingMarshaller.of(LogGrpc.getProduceMethod().getRequestMarshaller());

    @Test
    void comeBackAsTheyWere() throws IOException {
        try (InputStream sent = marshaller.stream(REQUEST)) {
            assertThat(sent).isInstanceOf(KnownLength.class);
            assertThat(marshaller.parse(sent)).isEqualTo(REQUEST);
        }
    }

    @Test
    void arePartsOfOneArray() {
        Watched stream = new Watched(REQUEST.toByteArray());
        ProduceRequest read = marshaller.parse(stream);

        Arrays.fill(stream.target, (byte) '*');

        assertThat(read.getValuesList())
                .containsExactly(ByteString.copyFromUtf8("***"), ByteString.copyFromUtf8("***"));
    }

    // As they come when they were compressed.
    @Test
    void areReadToTheirEndWhenNobodySaysWhereThatIs() {
        assertThat(marshaller.parse(new ByteArrayInputStream(REQUEST.toByteArray())))
                .isEqualTo(REQUEST);
    }

    @Test
    void areRefusedWhenTheyAreCut() {
        byte[] bytes = REQUEST.toByteArray();
        InputStream cut = new ByteArrayInputStream(bytes, 0, bytes.length - 1);

        assertThatThrownBy(() -> marshaller.parse(cut))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("INTERNAL: the message cannot be read");
    }

    /// A message as gRPC hands it over, and the array that it is read into.
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
}
