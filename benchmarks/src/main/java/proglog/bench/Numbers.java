package proglog.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Writes numbers for people: three digits that count, thousands apart.
final class Numbers {

    private Numbers() {}

    static String show(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    /// A finite `value` with four digits: more mean nothing.
    static double round(double value) {
        return new BigDecimal(value).round(new MathContext(4)).doubleValue();
    }
}
