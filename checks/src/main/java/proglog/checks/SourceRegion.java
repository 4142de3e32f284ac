package proglog.checks;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Finds types, methods and fields of a Java file by their names, so that the file needs no
/// markers.
///
/// For one thread only.
final class SourceRegion {

    private static final Set<Tree.Kind> TYPES =
            Set.of(Tree.Kind.CLASS, Tree.Kind.INTERFACE, Tree.Kind.RECORD, Tree.Kind.ENUM);

    private final String source;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private SourceRegion(String source, CompilationUnitTree unit, SourcePositions positions) {
        this.source = source;
        this.unit = unit;
        this.positions = positions;
    }

    static SourceRegion parse(Path file) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                javac.getStandardFileManager(diagnostic -> {}, Locale.ROOT, null)) {
            JavacTask task =
                    (JavacTask)
                            javac.getTask(
                                    null,
                                    files,
                                    diagnostic -> {},
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjects(file));
            CompilationUnitTree unit = task.parse().iterator().next();
            String source = unit.getSourceFile().getCharContent(true).toString();
            return new SourceRegion(source, unit, Trees.instance(task).getSourcePositions());
        }
    }

    /// The lines of the only thing called `name` (`append`, or `append(Batch)` where there are
    /// several), moved to the left edge, annotations included.
    List<String> named(String name, boolean withComment) {
        List<Tree> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree tree, Void nothing) {
                if (tree != null && isCalled(tree, name)) {
                    found.add(tree);
                }
                return super.scan(tree, null);
            }
        }.scan(unit, null);
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "%d things are called %s, not one".formatted(found.size(), name));
        }
        return text(found.getFirst(), withComment);
    }

    /// The lines of the file's first type.
    List<String> type(boolean withComment) {
        return text(unit.getTypeDecls().getFirst(), withComment);
    }

    private static boolean isCalled(Tree tree, String name) {
        return switch (tree) {
            case MethodTree method ->
                    name.equals(plainName(method)) || name.equals(signature(method));
            case VariableTree field -> field.getName().contentEquals(name) && isField(field);
            case ClassTree type ->
                    TYPES.contains(type.getKind()) && type.getSimpleName().contentEquals(name);
            default -> false;
        };
    }

    // A constructor is called `new(…)`: its own name is its type's.
    private static String plainName(MethodTree method) {
        return method.getReturnType() == null ? "new" : method.getName().toString();
    }

    private static String signature(MethodTree method) {
        return method.getParameters().stream()
                .map(parameter -> String.valueOf(parameter.getType()))
                .collect(Collectors.joining(",", plainName(method) + "(", ")"));
    }

    // A local variable or a parameter is not what a page shows; fields have a modifier here.
    private static boolean isField(VariableTree variable) {
        return !variable.getModifiers().getFlags().isEmpty();
    }

    private List<String> text(Tree tree, boolean withComment) {
        int start = lineStart((int) positions.getStartPosition(unit, tree));
        int end = (int) positions.getEndPosition(unit, tree);
        if (withComment) {
            while (start > 0
                    && source.substring(lineStart(start - 1), start).strip().startsWith("///")) {
                start = lineStart(start - 1);
            }
        }
        return source.substring(start, end).stripIndent().lines().toList();
    }

    private int lineStart(int position) {
        return source.lastIndexOf('\n', position - 1) + 1;
    }
}
