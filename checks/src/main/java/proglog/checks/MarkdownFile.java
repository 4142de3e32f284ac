package proglog.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                int end = closingFence(i);
                String language = line.replaceFirst("^`+", "").strip();
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
                i = closingFence(i);
            } else {
                String text = INLINE_CODE.matcher(lines.get(i)).replaceAll("");
                LINK.matcher(text).results().map(link -> link.group(1)).forEach(links::add);
            }
        }
        return links;
    }

    // A fence is closed by one that is at least as long: so a page can show a block with its
    // fences.
    private int closingFence(int opening) {
        String fence = lines.get(opening).strip().replaceFirst("[^`].*", "");
        for (int i = opening + 1; i < lines.size(); i++) {
            if (lines.get(i).strip().matches(fence + "`*")) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "%s:%d: a block is not closed".formatted(path, opening + 1));
    }
}
