package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.AppenderAttachable;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What a line of this chapter's log looks like.
final class LogbackTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void isTextUnlessAskedOtherwise() throws JoranException {
        Logger logger = logger("");

        logger.info("hello");

        assertThat(line()).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Test - hello\n");
    }

    @Test
    void carriesTheTraceInText() throws JoranException {
        Logger logger = logger("text");

        try (Observed observed = Observed.everything()) {
            Span span = observed.telemetry().tracer().spanBuilder("request").startSpan();
            try (Scope _ = span.makeCurrent()) {
                logger.info("hello");
            }

            assertThat(line())
                    .endsWith(
                            "INFO  Test - hello [%s %s]\n"
                                    .formatted(
                                            span.getSpanContext().getTraceId(),
                                            span.getSpanContext().getSpanId()));
        }
    }

    @Test
    void isJsonWhenAsked() throws JoranException {
        Logger logger = logger("json");

        try (Observed observed = Observed.everything()) {
            Span span = observed.telemetry().tracer().spanBuilder("request").startSpan();
            try (Scope _ = span.makeCurrent()) {
                logger.atInfo().addKeyValue("offset", 7).log("a \"{}\"\n", "b");
            }

            JsonNode json = new ObjectMapper().readTree(line());
            assertThat(json.get("level").asString()).isEqualTo("INFO");
            assertThat(json.get("loggerName").asString()).isEqualTo("proglog.Test");
            assertThat(json.get("formattedMessage").asString()).isEqualTo("a \"b\"\n");
            assertThat(json.get("mdc").get("trace_id").asString())
                    .isEqualTo(span.getSpanContext().getTraceId());
            assertThat(json.get("mdc").get("span_id").asString())
                    .isEqualTo(span.getSpanContext().getSpanId());
            assertThat(json.get("kvpList").toString()).contains("offset").contains("7");
            assertThat(line()).as("one line").hasLineCount(1);
        }
    }

    private Logger logger(String format) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("PROGLOG_LOG_FORMAT", format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));
        AppenderAttachable<?> traced =
                (AppenderAttachable<?>)
                        Objects.requireNonNull(
                                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("traced"));
        ((OutputStreamAppender<?>) Objects.requireNonNull(traced.getAppender("console")))
                .setOutputStream(written);
        return context.getLogger("proglog.Test");
    }

    private String line() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
