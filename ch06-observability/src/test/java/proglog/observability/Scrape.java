package proglog.observability;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a page of metrics holds.
///
/// @param labels the names of the labels of each series by its name
record Scrape(Map<String, Set<String>> labels) {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? .+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static Scrape of(String page) {
        Map<String, Set<String>> labels = new TreeMap<>();
        page.lines()
                .filter(line -> !line.startsWith("#"))
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .forEach(sample -> {
                    var names = labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
                    if (sample.group(2) != null) {
                        LABEL.matcher(sample.group(2))
                                .results()
                                .map((MatchResult label) -> label.group(1))
                                .forEach(names::add);
                    }
                });
        return new Scrape(labels);
    }
}
