package proglog.agent;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How far words are from each other.
public final class Spelling {

    private Spelling() {}

    /// The one of `known` that is fewest letters away from `word`.
    public static String nearest(String word, List<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate)))
                .orElseThrow();
    }

    /// How many letters have to be added, taken away or changed (Levenshtein).
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
