package dev.granary.cli.toolhive;

import dev.granary.cli.console.PlainText;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what became of everything. */
final class Report {

    private static final String LINE = "%-26s %8s %9s %14s %8s %8s%n";

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    /** Prints counts by kind, why rows were skipped, which are damaged, and what is not carried over. */
    void print(Inventory inventory, Tally tally) {
        out.printf(Locale.ROOT, LINE, "", "read", "imported", "already there", "skipped", "damaged");
        for (RowKind kind : RowKind.values()) {
            out.printf(
                    Locale.ROOT,
                    LINE,
                    kind,
                    tally.read(kind),
                    tally.count(kind, Fate.IMPORTED),
                    tally.count(kind, Fate.PRESENT),
                    tally.skipped(kind),
                    tally.damaged(kind));
        }
        for (RowKind kind : RowKind.values()) {
            tally.skips(kind).forEach((verdict, count) -> skip(kind, verdict, count));
        }
        tally.damages().forEach(damage -> out.println("damaged: " + damage.key() + ": " + damage.expected()));
        leftBehind(inventory);
        out.flush();
    }

    private void skip(RowKind kind, Fate.Verdict verdict, int count) {
        String about = PlainText.of(verdict.about());
        String named = about.isEmpty() || verdict.fate() == Fate.AGAINST_RULES ? "" : " (" + about + ")";
        out.println(
                "skipped: " + count + " " + kind + named + ": " + verdict.fate().why(about));
    }

    private void leftBehind(Inventory inventory) {
        if (!inventory.leftBehind().isEmpty()) {
            out.println("not carried over: "
                    + inventory.leftBehind().entrySet().stream()
                            .map(each -> each.getValue() + " " + each.getKey())
                            .collect(Collectors.joining(", "))
                    + ". Users log in once more, and keep their ids.");
        }
    }
}
