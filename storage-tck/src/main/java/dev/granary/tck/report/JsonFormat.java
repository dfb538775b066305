package dev.granary.tck.report;

import dev.granary.tck.Catalogue;
import dev.granary.tck.RuleResult;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON: an array of runs. */
final class JsonFormat implements ReportFormat {

    private final JsonFactory json = new JsonFactory();

    @Override
    public String fileName() {
        return "report.json";
    }

    @Override
    public String render(List<TckReport> reports) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartArray();
            reports.forEach(report -> write(report, out));
            out.writeEndArray();
        }
        return text + "\n";
    }

    private static void write(TckReport report, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("storage", report.storage());
        out.writeName("environment");
        out.writeStartObject();
        report.environment().forEach(out::writeStringProperty);
        out.writeEndObject();
        out.writeNumberProperty("passed", report.passed());
        out.writeNumberProperty("failed", report.failed());
        out.writeNumberProperty("exempt", report.exempt());
        out.writeName("rules");
        out.writeStartArray();
        report.results().forEach(result -> write(result, out));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(RuleResult result, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", result.id());
        out.writeStringProperty("says", result.says());
        Catalogue.find(result.id()).ifPresent(rule -> {
            out.writeStringProperty("level", rule.level().name());
            out.writeStringProperty("why", rule.why());
            out.writeStringProperty("from", rule.from());
            out.writeStringProperty("look", rule.look());
        });
        out.writeBooleanProperty("passed", result.passed());
        out.writeNumberProperty("millis", result.took().toMillis());
        result.failure().ifPresent(text -> out.writeStringProperty("failure", text));
        result.exemption().ifPresent(text -> out.writeStringProperty("exemption", text));
        out.writeEndObject();
    }
}
