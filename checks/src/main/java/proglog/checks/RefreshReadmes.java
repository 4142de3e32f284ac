package proglog.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the code of every README anew from the sources it names, so that nobody copies by hand.
public final class RefreshReadmes {

    private RefreshReadmes() {}

    /// Refreshes all READMEs of the repository that encloses the working directory, and says which.
    public static void main(String[] args) throws IOException {
        Repository repository = Repository.enclosing();
        for (MarkdownFile page : repository.readmes()) {
            List<String> refreshed = refreshed(page, repository);
            if (!refreshed.equals(page.lines())) {
                Files.write(page.path(), refreshed);
                System.out.println("refreshed " + repository.name(page.path()));
            }
        }
    }

    /// The lines of `page` with every included block as its source is now.
    static List<String> refreshed(MarkdownFile page, Repository repository) throws IOException {
        List<String> lines = new ArrayList<>(page.lines());
        for (CodeBlock block : page.blocks().reversed()) {
            Optional<Include> include = Include.parse(block.above());
            if (include.isPresent()) {
                List<String> old = lines.subList(block.line(), block.line() + block.lines().size());
                old.clear();
                old.addAll(include.get().lines(repository));
            }
        }
        return lines;
    }
}
