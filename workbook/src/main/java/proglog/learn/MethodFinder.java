package proglog.learn;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Collects the methods with a body of one file. For one thread only.
final class MethodFinder extends TreeScanner<Integer, Integer> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Deque<String> types = new ArrayDeque<>();
    private final List<Method> found = new ArrayList<>();

    MethodFinder(CompilationUnitTree unit, Trees trees) {
        this.unit = unit;
        this.positions = trees.getSourcePositions();
    }

    List<Method> found() {
        return List.copyOf(found);
    }

    @Override
    public Integer visitClass(ClassTree type, Integer depth) {
        types.addLast(type.getSimpleName().toString());
        Integer all = super.visitClass(type, depth);
        types.removeLast();
        return all;
    }

    @Override
    public Integer visitMethod(MethodTree method, Integer depth) {
        if (method.getBody() != null && positions.getEndPosition(unit, method) > 0) {
            found.add(
                    new Method(
                            String.join(".", types),
                            method.getName().toString(),
                            method.getParameters().stream()
                                    .map(parameter -> parameter.getType().toString())
                                    .toList(),
                            task(method),
                            (int) positions.getStartPosition(unit, method),
                            (int) positions.getStartPosition(unit, method.getBody()),
                            (int) positions.getEndPosition(unit, method.getBody())));
        }
        return super.visitMethod(method, depth);
    }

    private static Optional<TaskId> task(MethodTree method) {
        for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
            if (annotation.getAnnotationType().toString().equals("Task")) {
                return annotation.getArguments().stream()
                        .findFirst()
                        .flatMap(MethodFinder::literal)
                        .flatMap(TaskId::parse);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> literal(ExpressionTree argument) {
        return switch (argument) {
            case AssignmentTree named -> literal(named.getExpression());
            case LiteralTree literal -> Optional.of(String.valueOf(literal.getValue()));
            default -> Optional.empty();
        };
    }
}
