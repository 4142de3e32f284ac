package proglog.learn;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// A Java file as the compiler's parser sees it; nothing is resolved. Immutable.
///
/// @param name its path below a source folder, with slashes
/// @param packageName empty when it says none
/// @param errors what the parser does not understand
record Source(
        String name,
        String text,
        String packageName,
        List<Method> methods,
        List<CompileError> errors) {

    static Source parse(String name, String text) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavacTask parser =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(
                                        null,
                                        null,
                                        said,
                                        List.of("-proc:none"),
                                        null,
                                        List.of(new SourceText(name, text)));
        try {
            CompilationUnitTree unit = parser.parse().iterator().next();
            MethodFinder finder = new MethodFinder(unit, Trees.instance(parser));
            finder.scan(unit, 0);
            String declared = Objects.toString(unit.getPackageName(), "");
            return new Source(name, text, declared, finder.found(), errors(name, said));
        } catch (IOException e) {
            throw new StuckException("cannot read %s: %s".formatted(name, e), e);
        }
    }

    private static List<CompileError> errors(
            String name, DiagnosticCollector<JavaFileObject> said) {
        List<CompileError> errors = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> one : said.getDiagnostics()) {
            if (one.getKind() == Diagnostic.Kind.ERROR) {
                errors.add(
                        new CompileError(
                                name, one.getLineNumber(), one.getMessage(Locale.ENGLISH)));
            }
        }
        return errors;
    }

    /// The method that is here what `method` is in another version of this file.
    Optional<Method> find(Method method) {
        return methods.stream().filter(method::isSame).findFirst();
    }

    /// The methods that are tasks.
    List<Method> tasks() {
        return methods.stream().filter(method -> method.task().isPresent()).toList();
    }

    String body(Method method) {
        return text.substring(method.body(), method.end());
    }

    /// The method with its annotations, its lines moved to the left.
    List<String> lines(Method method) {
        int indent = indent(method);
        return text.substring(method.start() - indent, method.end())
                .lines()
                .map(line -> line.isBlank() ? "" : line.substring(Math.min(indent, line.length())))
                .toList();
    }

    /// How far from the margin `method` begins.
    int indent(Method method) {
        return method.start() - (text.lastIndexOf('\n', method.start() - 1) + 1);
    }

    /// The file with other bodies for some of its methods, braces included.
    String with(Map<Method, String> bodies) {
        Map<Method, String> lastFirst =
                new TreeMap<>(Comparator.comparingInt(Method::body).reversed());
        lastFirst.putAll(bodies);
        StringBuilder changed = new StringBuilder(text);
        lastFirst.forEach((method, body) -> changed.replace(method.body(), method.end(), body));
        return changed.toString();
    }
}
