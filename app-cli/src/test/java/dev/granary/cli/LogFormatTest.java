package dev.granary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.domain.audit.Correlation;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** What the program's own logging configuration makes of a line. */
class LogFormatTest {

    @Test
    void aDiagnosticLineEndsWithTheRequestThatItBelongsTo() {
        assertThat(written(Map.of(), "dev.granary.http.Some", "req-1", new KeyValuePair("path", "/oauth/token")))
                .matches("[0-9T:.+Z-]+ WARN  Some: a line path=\"/oauth/token\" request=\"req-1\"\\R");
        assertThat(written(Map.of(), "dev.granary.http.Some", ""))
                .endsWith("WARN  Some: a line  " + System.lineSeparator());
    }

    @Test
    void theAuditIsApart() {
        String line = written(Map.of(), "dev.granary.audit", "req-1", new KeyValuePair("client", "app"));
        assertThat(line).isEqualTo("audit a line client=\"app\"" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.granary.audit", "dev.granary.http.Some"})
    void forMachinesThereIsOneObjectALine(String logger) throws ParseException {
        String line = written(
                Map.of("GRANARY_LOG_FORMAT", "JSON"), logger, "req-1", new KeyValuePair("client", "a \"name\"\nb"));
        assertThat(line.strip()).doesNotContain("\n");
        assertThat(JSONObjectUtils.parse(line))
                .containsEntry("loggerName", logger)
                .containsEntry("formattedMessage", "a line")
                .containsEntry("mdc", Map.of("requestId", "req-1"))
                .containsEntry("kvpList", List.of(Map.of("client", "a \"name\"\nb")))
                .containsKey("timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json ", "TEXT", "XML"})
    void anyOtherFormatIsText(String format) {
        assertThat(written(Map.of("GRANARY_LOG_FORMAT", format), "dev.granary.audit", ""))
                .startsWith("audit a line");
    }

    private static String written(Map<String, String> environment, String name, String request, KeyValuePair... pairs) {
        LoggerContext context = new LoggerContext();
        LogbackMDCAdapter mdc = new LogbackMDCAdapter();
        context.setMDCAdapter(mdc);
        environment.forEach(context::putProperty);
        configure(context);
        if (!request.isEmpty()) {
            mdc.put(Correlation.KEY, request);
        }
        Logger logger = context.getLogger(name);
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, "a line", null, new Object[0]);
        List.of(pairs).forEach(event::addKeyValuePair);
        return new String(appenderOf(context, name).getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private static void configure(LoggerContext context) {
        URL file = Optional.ofNullable(LogFormatTest.class.getResource("/logback.xml"))
                .orElseThrow();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OutputStreamAppender<ILoggingEvent> appenderOf(LoggerContext context, String name) {
        boolean audit = name.equals("dev.granary.audit");
        var appender =
                context.getLogger(audit ? name : Logger.ROOT_LOGGER_NAME).getAppender(audit ? "AUDIT" : "DIAGNOSTICS");
        assertThat(appender).isInstanceOf(OutputStreamAppender.class);
        return (OutputStreamAppender<ILoggingEvent>) appender;
    }
}
