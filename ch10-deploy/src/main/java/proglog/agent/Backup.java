package proglog.agent;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import proglog.agent.v1.AgentGrpc;
import proglog.agent.v1.BackupRequest;
import proglog.agent.v1.BackupResponse;

/// Everything that the nodes of a running cluster hold, in one file.
public final class Backup {

    private Backup() {}

    /// Asks the node at the other end of `channel` for all that was acknowledged so far, and writes
    /// it to `file`, which appears under its name when it is complete and on the disk. Returns what
    /// was written, as a sentence.
    public static String write(Channel channel, Path file) throws IOException {
        try (BackupWriter writer = BackupWriter.create(file)) {
            Iterator<BackupResponse> parts =
                    AgentGrpc.newBlockingStub(channel).backup(BackupRequest.getDefaultInstance());
            while (parts.hasNext()) {
                BackupResponse part = parts.next();
                switch (part.getPartCase()) {
                    case FILE -> writer.begin(part.getFile().getName(), part.getFile().getSize());
                    case CONTENT -> writer.write(part.getContent().asReadOnlyByteBuffer());
                    case END -> {
                        return text(file, writer.complete(part.getEnd().getFiles()));
                    }
                    case PART_NOT_SET -> {} // of a newer node
                }
            }
            throw new IOException("the node ended the backup before it was complete");
        } catch (StatusRuntimeException failure) {
            String said = failure.getStatus().getDescription();
            throw new IOException(
                    "no backup: "
                            + (said == null
                                    ? failure.getStatus()
                                            .getCode()
                                            .toString()
                                            .toLowerCase(Locale.ROOT)
                                    : said),
                    failure);
        }
    }

    private static String text(Path file, BackupFile.Content content) {
        return "wrote %s: %d files, %d bytes".formatted(file, content.files(), content.bytes());
    }
}
