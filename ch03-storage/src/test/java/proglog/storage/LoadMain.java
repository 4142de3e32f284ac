package proglog.storage;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import proglog.CommitLogException;
import proglog.LogUnavailableException;

/// Appends numbered batches to a log from several threads, and tells of each what became of it,
/// until somebody kills it.
///
/// ```
/// OPENING
/// READY next
/// ACK round thread number offset
/// REFUSED round thread number message             nothing was appended; the thread stops
/// UNKNOWN round thread number message             who knows; the thread stops
/// STOPPED                                         all threads have
/// ```
///
/// Its arguments: directory, round, threads, sync policy, bytes of a store, bytes of an index.
public final class LoadMain {

    private static final PrintStream out =
            new PrintStream(
                    new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

    private LoadMain() {}

    /// Runs until it is killed, or its standard input ends.
    public static void main(String[] args) throws InterruptedException {
        endWithParent();
        SegmentedLogConfig config =
                SegmentedLogConfig.defaults()
                        .withSync(SyncPolicy.valueOf(args[3]))
                        .withSegments(Long.parseLong(args[4]), Integer.parseInt(args[5]));
        tell("OPENING");
        SegmentedLog log = SegmentedLog.open(Path.of(args[0]), config);
        tell("READY " + log.offsets().next());
        Thread[] threads = new Thread[Integer.parseInt(args[2])];
        for (int i = 0; i < threads.length; i++) {
            var first = new NumberedBatch(Integer.parseInt(args[1]), i, 0);
            threads[i] = Thread.ofPlatform().start(() -> appendAll(log, first));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        tell("STOPPED");
        Thread.currentThread().join(); // for ever
    }

    private static void appendAll(SegmentedLog log, NumberedBatch first) {
        NumberedBatch batch = first;
        try {
            while (true) {
                long offset = log.append(batch.values()).first();
                tell("ACK " + numbers(batch) + " " + offset);
                batch = new NumberedBatch(batch.round(), batch.thread(), batch.number() + 1);
            }
        } catch (LogUnavailableException e) {
            tell("REFUSED " + numbers(batch) + " " + e.getMessage());
        } catch (CommitLogException e) {
            tell("UNKNOWN " + numbers(batch) + " " + e.getMessage());
        }
    }

    private static String numbers(NumberedBatch batch) {
        return batch.round() + " " + batch.thread() + " " + batch.number();
    }

    private static void tell(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    /// Ends this process when the one that started it is gone.
    static void endWithParent() {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (InputStream in = System.in) {
                        in.transferTo(PrintStream.nullOutputStream());
                    } catch (IOException _) {
                        // gone, too
                    }
                    Runtime.getRuntime().halt(1);
                });
    }
}
