package proglog.loadbalance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import proglog.Bytes;
import proglog.LogRecord;
import proglog.security.MutualTls;

/// What a program does with a cluster: the example on the chapter's page.
final class ClientExample {

    private ClientExample() {}

    static List<String> run(String target, MutualTls tls, List<String> lines)
            throws InterruptedException {
        List<String> read = new ArrayList<>();
        List<CompletableFuture<Long>> offsets = new ArrayList<>();
        try (Proglog proglog = Proglog.connect(target, tls);
                Producer producer = proglog.producer();
                Consumer consumer = proglog.consumer("reports")) {
            for (String line : lines) {
                offsets.add(producer.send(Bytes.utf8(line))); // does not wait for the log
            }
            producer.flush(); // waits for all of them
            for (int i = 0; i < lines.size(); i++) {
                LogRecord record = consumer.next();
                read.add(offsets.get(i).join() + ": " + record.value().toUtf8());
            }
            consumer.save(); // the next consumer called "reports" goes on from here
        }
        return read;
    }
}
