package dev.granary.tck.report;

import dev.granary.tck.RuleResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** JUnit's XML, as build servers read it: a suite for each storage. */
final class JUnitFormat implements ReportFormat {

    @Override
    public String fileName() {
        return "TEST-granary-tck.xml";
    }

    @Override
    public String render(List<TckReport> reports) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                + reports.stream().map(JUnitFormat::suite).collect(Collectors.joining())
                + "</testsuites>\n";
    }

    private static String suite(TckReport report) {
        String cases = report.results().stream()
                .map(result -> testCase(report.storage(), result))
                .collect(Collectors.joining());
        return "<testsuite name=\"" + Markup.text(report.storage()) + "\" tests=\""
                + report.results().size()
                + "\" failures=\"" + report.failed() + "\" errors=\"0\" skipped=\"" + report.exempt() + "\" time=\""
                + seconds(report.took()) + "\">\n" + cases + "</testsuite>\n";
    }

    private static String testCase(String storage, RuleResult result) {
        String failure = result.failure()
                .map(text -> "<failure>" + Markup.text(text) + "</failure>")
                .orElse("");
        String skipped = result.exemption()
                .map(text -> "<skipped message=\"" + Markup.text(text) + "\"/>")
                .orElse("");
        return "<testcase classname=\"" + Markup.text(storage) + "\" name=\""
                + Markup.text(result.id() + " " + result.says()) + "\" time=\"" + seconds(result.took()) + "\">"
                + failure
                + skipped + "</testcase>\n";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
