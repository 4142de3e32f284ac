package proglog.learn;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `./learn cluster`: the local cluster of `./proglog up`, on the reader's classes.
record ClusterCommand(Workbook workbook, PrintStream out) {

    int run(List<String> arguments) {
        Course course = workbook.course();
        Build build = new Build(course.root(), out);
        List<Path> own = new ArrayList<>();
        // A cluster that runs loads its classes when it needs them: they are not written over.
        Path folder =
                course.memory().resolve("cluster/" + workbook.clock().instant().toEpochMilli());
        for (Chapter chapter : course.chapters()) {
            if (!workbook.desk(chapter).files().isEmpty()) {
                Overlay overlay = Overlay.of(chapter, workbook.desk(chapter), _ -> false);
                build.ensure(chapter);
                Path classes = folder.resolve(chapter.name());
                overlay.compile(ClassPath.of(chapter.folder()).behind(own), classes);
                own.addFirst(classes);
                out.printf("%s: %s%n", chapter.name(), overlay.shares());
            }
        }
        if (own.isEmpty()) {
            throw new StuckException("no chapter of yours yet; ./learn start 1 begins");
        }
        out.flush();
        return proglog(arguments.isEmpty() ? List.of("up") : arguments, own);
    }

    private int proglog(List<String> arguments, List<Path> own) {
        boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
        Path root = workbook.course().root();
        List<String> command = new ArrayList<>();
        command.add(root.resolve(isWindows ? "proglog.cmd" : "proglog").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment()
                .put(
                        "PROGLOG_MINE",
                        own.stream()
                                .map(folder -> folder.toAbsolutePath().toString())
                                .collect(Collectors.joining(File.pathSeparator)));
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new StuckException("cannot start %s: %s".formatted(command.getFirst(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StuckException("interrupted", e);
        }
    }
}
