package proglog.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A page of prose, read once.
public record MarkdownFile(Path path, List<String> lines) {

    private static final String FENCE = "```";
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");

    /// Reads the page at `path`.
    public static MarkdownFile read(Path path) throws IOException {
        return new MarkdownFile(path, Files.readAllLines(path));
    }

    /// Its fenced blocks, top to bottom.
    public List<CodeBlock> blocks() {
        List<CodeBlock> blocks = new ArrayList<>();
        String above = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(FENCE)) {
                int end = closingFence(i + 1);
                String language = line.substring(FENCE.length()).strip();
                blocks.add(new CodeBlock(i + 1, language, above, lines.subList(i + 1, end)));
                i = end;
                above = "";
            } else if (!line.isEmpty()) {
                above = line;
            }
        }
        return blocks;
    }

    /// What its links point to, outside of code.
    public List<String> links() {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(FENCE)) {
                i = closingFence(i + 1);
            } else {
                String text = INLINE_CODE.matcher(lines.get(i)).replaceAll("");
                LINK.matcher(text).results().map(MarkdownFile::target).forEach(links::add);
            }
        }
        return links;
    }

    private static String target(MatchResult link) {
        return link.group(1);
    }

    private int closingFence(int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(FENCE)) {
                return i;
            }
        }
        throw new IllegalArgumentException("%s:%d: a block is not closed".formatted(path, from));
    }
}
