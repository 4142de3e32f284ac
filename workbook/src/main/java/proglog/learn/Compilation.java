package proglog.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Compiles Java files from memory, in this process. It is closed because it keeps the class path's
/// jars open, so that a second file takes less time than the first. For one thread only.
final class Compilation implements AutoCloseable {

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files;

    private Compilation(ClassPath classPath) throws IOException {
        files = compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath.entries());
    }

    static Compilation on(ClassPath classPath) {
        try {
            return new Compilation(classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Compiles `texts`, by their names below a source folder, into `classes`; the first thing that
    /// is wrong with them, if any.
    Optional<CompileError> compile(Map<String, String> texts, Path classes) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try {
            files.setLocationFromPaths(
                    StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(classes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<SourceText> sources =
                texts.entrySet().stream()
                        .map(text -> new SourceText(text.getKey(), text.getValue()))
                        .toList();
        boolean isDone =
                compiler.getTask(
                                Writer.nullWriter(),
                                files,
                                said,
                                List.of("-proc:none", "-nowarn", "-parameters", "-g"),
                                null,
                                sources)
                        .call();
        return isDone ? Optional.empty() : Optional.of(firstError(said));
    }

    private static CompileError firstError(DiagnosticCollector<JavaFileObject> said) {
        for (Diagnostic<? extends JavaFileObject> one : said.getDiagnostics()) {
            if (one.getKind() == Diagnostic.Kind.ERROR
                    && one.getSource() instanceof SourceText at) {
                return new CompileError(
                        at.path(), one.getLineNumber(), one.getMessage(Locale.ENGLISH));
            }
        }
        return new CompileError("", 0, String.valueOf(said.getDiagnostics()));
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
