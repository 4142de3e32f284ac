package proglog.checks;

import java.util.List;

/// A fenced block of a page.
///
/// @param line where its opening fence is, counted from 1
/// @param language what follows the opening fence
/// @param above the last line with text before it, which may say where the code comes from
/// @param lines what is between the fences
public record CodeBlock(int line, String language, String above, List<String> lines) {}
