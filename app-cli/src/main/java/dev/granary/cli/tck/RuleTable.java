package dev.granary.cli.tck;

import dev.granary.tck.RuleResult;
import dev.granary.tck.report.TckReport;
import java.io.PrintWriter;

/** Prints how the rules ended, one to a line. */
final class RuleTable {

    private final PrintWriter out;

    RuleTable(PrintWriter out) {
        this.out = out;
    }

    /** Prints the table and a last line with the counts, and tells whether every rule holds. */
    boolean print(TckReport report) {
        int width = report.results().stream()
                .mapToInt(each -> each.id().length())
                .max()
                .orElse(1);
        report.results().forEach(each -> row("%-" + width + "s  %-4s  %s%n", each));
        out.println();
        if (report.exempt() > 0) {
            out.println(report.exempt() + " exempt, each with its reason above");
        }
        out.println(report.passed() + " passed, " + report.failed() + " failed");
        out.flush();
        return report.failed() == 0;
    }

    private void row(String format, RuleResult result) {
        out.printf(format, result.id(), state(result), result.says());
        result.failure()
                .or(result::exemption)
                .ifPresent(why -> why.strip().lines().forEach(line -> out.println("      " + line)));
    }

    private static String state(RuleResult result) {
        return result.exemption().isPresent() ? "--" : result.passed() ? "ok" : "FAIL";
    }
}
