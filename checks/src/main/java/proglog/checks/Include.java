package proglog.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a block of code comes from: `<!-- include: path/File.java#name, name with comments -->`.
///
/// @param path the file, from the root of the repository
/// @param names types, methods or fields in it; none means its first type, or all of another file
/// @param withComments whether the `///` comments come along
record Include(String path, List<String> names, boolean withComments) {

    private static final Pattern COMMENT =
            Pattern.compile("<!-- include: ([^#\\s]+)(?:#(.+?))?( with comments)? -->");

    /// Reads the line above a block; empty when it says nothing about where the block comes from.
    static Optional<Include> parse(String line) {
        Matcher matcher = COMMENT.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String names = Optional.ofNullable(matcher.group(2)).orElse("");
        return Optional.of(
                new Include(
                        matcher.group(1),
                        Pattern.compile(";|,(?![^(]*\\))")
                                .splitAsStream(names)
                                .map(name -> name.replace(" ", ""))
                                .filter(name -> !name.isEmpty())
                                .toList(),
                        matcher.group(3) != null));
    }

    /// What the block has to say.
    List<String> lines(Repository repository) throws IOException {
        Path file = repository.root().resolve(path);
        if (!path.endsWith(".java")) {
            return Files.readAllLines(file);
        }
        SourceRegion source = SourceRegion.parse(file);
        if (names.isEmpty()) {
            return source.type(withComments);
        }
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(source.named(name, withComments));
        }
        return lines;
    }
}
