package dev.granary.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page in Markdown. Not safe for threads. */
public final class Page {

    private final List<String> lines = new ArrayList<>();

    /** An empty page. */
    public Page() {}

    /** Adds a heading, with an empty line around it. */
    public Page heading(String text) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(text);
        lines.add("");
        return this;
    }

    /** Adds a paragraph or list, and an empty line. */
    public Page text(String... paragraph) {
        lines.addAll(List.of(paragraph));
        lines.add("");
        return this;
    }

    /** Adds a table. */
    public Page table(Table table) {
        lines.addAll(table.lines());
        return this;
    }

    /** Adds all of another page. */
    public Page add(Page other) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(other.lines);
        return this;
    }

    /** The whole text. */
    public String content() {
        return String.join("\n", lines).strip().replaceAll("\n{3,}", "\n\n") + "\n";
    }

    /** Writes it to this file. */
    public void writeTo(Path file) throws IOException {
        Optional<Path> folder = Optional.ofNullable(file.toAbsolutePath().getParent());
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        Files.writeString(file, content());
    }
}
