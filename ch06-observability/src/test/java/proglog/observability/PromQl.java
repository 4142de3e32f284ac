package proglog.observability;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a query of Prometheus names: just enough of the grammar to find it.
///
/// @param series the names of series, with suffixes such as `_total`
/// @param labels the names of labels in braces, and in lists such as that after `by`
record PromQl(Set<String> series, Set<String> labels) {

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern LIST =
            Pattern.compile(
                    "\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_]\\w*");
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*(?![\\w:])(?!\\s*\\()");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "by", "without", "Inf", "NaN");

    static PromQl of(String query) {
        Set<String> labels = new TreeSet<>();
        String rest = STRING.matcher(query).replaceAll("");
        rest = RANGE.matcher(rest).replaceAll("");
        rest = collect(BRACES.matcher(rest), labels);
        rest = collect(LIST.matcher(rest), labels);
        Set<String> series = new TreeSet<>();
        NAME.matcher(rest).results().map(MatchResult::group).forEach(series::add);
        series.removeAll(WORDS);
        return new PromQl(series, labels);
    }

    private static String collect(Matcher found, Set<String> labels) {
        Set<String> names = new HashSet<>();
        String rest =
                found.replaceAll(part -> {
                    LABEL.matcher(part.group(1))
                            .results()
                            .map(MatchResult::group)
                            .forEach(names::add);
                    return " ";
                });
        labels.addAll(names);
        return rest;
    }
}
