package dev.granary.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. Not safe for threads. */
public final class Table {

    private final List<String> lines = new ArrayList<>();

    /** A table with these columns, the first of texts, the others of numbers. */
    public Table(List<String> columns) {
        row(columns);
        lines.add("| --- |" + " --: |".repeat(columns.size() - 1));
    }

    /** Adds a row. */
    public Table row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    /** Its lines. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
