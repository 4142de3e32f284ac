package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.cli.OffsetPrinter.Format;

final class ReceiptsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final OffsetPrinter printer = new OffsetPrinter(Format.offsets, out);
    private final ProgressBar hidden =
            new ProgressBar(new PrintWriter(PrintWriter.nullWriter()), false, 0);
    private final Receipts receipts = new Receipts();

    @Test
    void printsInTheOrderSent() throws IOException, InterruptedException {
        CompletableFuture<OffsetRange> late = new CompletableFuture<>();
        receipts.add(late, 1);
        receipts.add(CompletableFuture.completedFuture(new OffsetRange(8, 9)), 1);
        receipts.end();
        late.complete(new OffsetRange(6, 8));

        receipts.printTo(printer, hidden);

        assertThat(printed()).isEqualTo("6\n7\n8\n");
    }

    @Test
    void printsWhatIsAppendedAfterAFailure() throws InterruptedException {
        receipts.add(
                CompletableFuture.failedFuture(new LogUnavailableException("nobody leads")), 1);
        receipts.add(CompletableFuture.completedFuture(new OffsetRange(8, 9)), 1);

        assertThatThrownBy(() -> receipts.printTo(printer, hidden)).hasMessage("nobody leads");
        assertThat(printed()).isEqualTo("8\n");
        assertThat(receipts.add(CompletableFuture.completedFuture(new OffsetRange(9, 10)), 1))
                .isFalse();
    }

    @Test
    void saysThatNobodyKnowsWhenThatIsSoForOne() throws InterruptedException {
        receipts.add(
                CompletableFuture.failedFuture(new LogUnavailableException("nobody leads")), 1);
        receipts.add(CompletableFuture.failedFuture(new OutcomeUnknownException("perhaps")), 1);

        assertThatThrownBy(() -> receipts.printTo(printer, hidden)).hasMessage("perhaps");
    }

    @Test
    void failsAsWhatWasReadDid() throws InterruptedException {
        receipts.fail(new IOException("a bad disk"));

        assertThatThrownBy(() -> receipts.printTo(printer, hidden))
                .isInstanceOf(IOException.class)
                .hasMessage("a bad disk");
    }

    private String printed() {
        return out.toString(StandardCharsets.US_ASCII);
    }
}
