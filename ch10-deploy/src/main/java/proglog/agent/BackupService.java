package proglog.agent;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.agent.v1.AgentGrpc;
import proglog.agent.v1.AgentGrpc.AgentImplBase;
import proglog.agent.v1.BackupEnds;
import proglog.agent.v1.BackupRequest;
import proglog.agent.v1.BackupResponse;
import proglog.agent.v1.FileBegins;
import proglog.consensus.Consensus;
import proglog.consensus.jraft.NodeFiles;
import proglog.security.Action;

/// Hands out what a node holds, while the node goes on. For many threads.
///
/// It waits until all that was acknowledged anywhere has been applied here, takes a snapshot, links
/// the snapshot's files into a folder of their own, and sends those.
final class BackupService extends AgentImplBase {

    private static final Logger logger = LoggerFactory.getLogger(BackupService.class);
    private static final int PIECE_BYTES = 256 * 1024;
    private static final int PATIENCE_SECONDS = 60;
    private static final String FOLDER = "backup-";

    private final Consensus<?> consensus;
    private final Path directory;

    private BackupService(Consensus<?> consensus, Path directory) {
        this.consensus = consensus;
        this.directory = directory;
    }

    /// Hands out what lies in `directory`; deletes what an earlier process left there of backups.
    static BackupService open(Consensus<?> consensus, Path directory) throws IOException {
        try (var left = Files.newDirectoryStream(directory, FOLDER + "*")) {
            for (Path folder : left) {
                delete(folder);
            }
        }
        return new BackupService(consensus, directory);
    }

    /// What its methods ask of their callers: a backup is all the records there are.
    static Map<String, List<Action>> actions() {
        return Map.of(AgentGrpc.getBackupMethod().getFullMethodName(), List.of(Action.CONSUME));
    }

    @Override
    public void backup(BackupRequest request, StreamObserver<BackupResponse> responses) {
        var paced = PacedResponses.of((ServerCallStreamObserver<BackupResponse>) responses);
        Thread.ofVirtual().name("backup").start(() -> answer(paced));
    }

    private void answer(PacedResponses<BackupResponse> responses) {
        try {
            await(consensus.barrier());
            await(consensus.snapshot());
            Path folder = Files.createTempDirectory(directory, FOLDER);
            try {
                send(folder, new NodeFiles(directory).linkSnapshot(folder), responses);
                responses.complete();
            } finally {
                delete(folder);
            }
        } catch (CommitLogException failure) {
            responses.fail(Status.UNAVAILABLE.withDescription(failure.getMessage()));
        } catch (IOException failure) {
            logger.error("a backup failed: {}", failure.toString());
            responses.fail(Status.INTERNAL.withDescription("the files cannot be read"));
        } catch (InterruptedException | TimeoutException _) {
            responses.fail(
                    Status.UNAVAILABLE.withDescription("no snapshot could be taken in time"));
        }
    }

    private static void send(
            Path folder, List<String> names, PacedResponses<BackupResponse> responses)
            throws IOException, InterruptedException {
        for (String name : names) {
            // What grows behind its end meanwhile belongs to the next backup.
            long size = Files.size(folder.resolve(name));
            responses.send(
                    BackupResponse.newBuilder()
                            .setFile(FileBegins.newBuilder().setName(name).setSize(size))
                            .build());
            try (InputStream file = Files.newInputStream(folder.resolve(name))) {
                for (long left = size; left > 0; ) {
                    byte[] piece = file.readNBytes((int) Math.min(left, PIECE_BYTES));
                    if (piece.length == 0) {
                        throw new IOException(name + " became shorter");
                    }
                    left -= piece.length;
                    responses.send(
                            BackupResponse.newBuilder()
                                    .setContent(UnsafeByteOperations.unsafeWrap(piece))
                                    .build());
                }
            }
        }
        responses.send(
                BackupResponse.newBuilder()
                        .setEnd(BackupEnds.newBuilder().setFiles(names.size()))
                        .build());
    }

    private static void await(CompletableFuture<?> step)
            throws InterruptedException, TimeoutException {
        try {
            step.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof CommitLogException known) {
                throw known;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
