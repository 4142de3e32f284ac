package proglog.observability;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import proglog.Bytes;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;
import proglog.security.LogText;

/// The traces that ended last as indented text, the newest first: who called what, and how long
/// each step took. For many threads.
final class TracesPage implements Handler {

    private static final int NAME_WIDTH = 30;

    private final Supplier<List<SpanData>> spans;

    TracesPage(Supplier<List<SpanData>> spans) {
        this.spans = spans;
    }

    @Override
    public Response handle(Request request) {
        StringBuilder page = new StringBuilder();
        for (List<SpanData> trace : traces()) {
            append(trace, page);
        }
        String text = page.isEmpty() ? "no request has been traced yet\n" : page.toString();
        return new Response(
                200, Map.of("content-type", "text/plain; charset=utf-8"), Bytes.utf8(text));
    }

    private List<List<SpanData>> traces() {
        Map<String, List<SpanData>> byTrace = new LinkedHashMap<>();
        for (SpanData span : spans.get()) {
            byTrace.computeIfAbsent(span.getTraceId(), _ -> new ArrayList<>()).add(span);
        }
        return new ArrayList<>(byTrace.values()).reversed();
    }

    private static void append(List<SpanData> trace, StringBuilder page) {
        List<SpanData> byStart =
                trace.stream()
                        .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                        .toList();
        SpanData first = byStart.getFirst();
        page.append("trace ").append(first.getTraceId()).append(' ').append(time(first));
        page.append('\n');
        Set<String> here = trace.stream().map(SpanData::getSpanId).collect(Collectors.toSet());
        for (SpanData span : byStart) {
            if (!here.contains(span.getParentSpanId())) {
                appendTree(span, byStart, 1, page);
            }
        }
    }

    private static void appendTree(
            SpanData span, List<SpanData> trace, int depth, StringBuilder page) {
        String name = "  ".repeat(depth) + LogText.of(span.getName());
        page.append(
                        String.format(
                                Locale.ROOT,
                                "%-" + NAME_WIDTH + "s %9.3f ms",
                                name,
                                (span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e6))
                .append(details(span))
                .append('\n');
        for (SpanData child : trace) {
            if (child.getParentSpanId().equals(span.getSpanId())) {
                appendTree(child, trace, depth + 1, page);
            }
        }
    }

    /// The attributes of our own, and why it failed.
    private static String details(SpanData span) {
        StringBuilder details = new StringBuilder();
        span.getAttributes().asMap().entrySet().stream()
                .filter(each -> isOurs(each.getKey()))
                .sorted(Comparator.comparing(each -> each.getKey().getKey()))
                .forEach(each ->
                        details.append("  ")
                                .append(each.getKey())
                                .append('=')
                                .append(each.getValue()));
        if (span.getParentSpanContext().isRemote()) {
            details.append("  called from span ").append(span.getParentSpanId());
        }
        if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
            details.append("  failed ").append(LogText.of(span.getStatus().getDescription()));
        }
        return details.toString();
    }

    private static boolean isOurs(AttributeKey<?> key) {
        return key.getKey().startsWith("proglog.");
    }

    private static Instant time(SpanData span) {
        return Instant.EPOCH.plusNanos(span.getStartEpochNanos()).truncatedTo(ChronoUnit.MILLIS);
    }
}
