package dev.granary.cli.tck;

import dev.granary.tck.RuleResult;
import java.io.PrintWriter;
import java.util.List;

/** Prints how the rules ended, one to a line. */
final class RuleTable {

    private final PrintWriter out;

    RuleTable(PrintWriter out) {
        this.out = out;
    }

    /** Prints the table and a last line with the counts, and tells whether every rule holds. */
    boolean print(List<RuleResult> results) {
        int width = results.stream().mapToInt(each -> each.id().length()).max().orElse(1);
        results.forEach(each -> row("%-" + width + "s  %-4s  %s%n", each));
        long passed = results.stream().filter(RuleResult::passed).count();
        long failed = results.size() - passed;
        out.println();
        out.println(passed + " passed, " + failed + " failed");
        out.flush();
        return failed == 0;
    }

    private void row(String format, RuleResult result) {
        out.printf(format, result.id(), result.passed() ? "ok" : "FAIL", result.says());
        result.failure().ifPresent(failure -> failure.strip().lines().forEach(line -> out.println("      " + line)));
    }
}
