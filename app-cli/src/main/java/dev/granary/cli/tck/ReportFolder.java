package dev.granary.cli.tck;

import dev.granary.tck.report.ReportFormat;
import dev.granary.tck.report.TckReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder in which reports are written down in every format. */
record ReportFolder(Path path) {

    /** Writes one file in each format, in the stead of those that are there. */
    void write(List<TckReport> reports) {
        try {
            Files.createDirectories(path);
            for (ReportFormat format : ReportFormat.all()) {
                Files.writeString(path.resolve(format.fileName()), format.render(reports), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the reports cannot be written to " + path, e);
        }
    }
}
