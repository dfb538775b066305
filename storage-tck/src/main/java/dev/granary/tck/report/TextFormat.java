package dev.granary.tck.report;

import dev.granary.tck.RuleResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Plain text: one rule to a line, failures in full. */
final class TextFormat implements ReportFormat {

    @Override
    public String fileName() {
        return "report.txt";
    }

    @Override
    public String render(List<TckReport> reports) {
        return reports.stream().map(TextFormat::render).collect(Collectors.joining("\n"));
    }

    private static String render(TckReport report) {
        String rows = report.results().stream().map(TextFormat::row).collect(Collectors.joining());
        return report.storage() + "\n" + report.environment() + "\n\n" + rows + "\n" + report.passed() + " passed, "
                + report.failed() + " failed, " + report.exempt() + " exempt, "
                + report.took().toMillis() + " ms\n";
    }

    private static String row(RuleResult result) {
        String state = result.passed() ? result.exemption().isPresent() ? "--" : "ok" : "FAIL";
        String more =
                result.failure().or(result::exemption).map(TextFormat::indented).orElse("");
        return String.format(Locale.ROOT, "%-12s %-4s %s%n", result.id(), state, result.says())
                        .replace("\r\n", "\n")
                + more;
    }

    private static String indented(String text) {
        return text.strip().lines().map(line -> "        " + line + "\n").collect(Collectors.joining());
    }
}
