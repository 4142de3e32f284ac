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
}
