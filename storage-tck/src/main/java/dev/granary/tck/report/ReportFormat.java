package dev.granary.tck.report;

import java.util.List;

/** A way to write reports down. */
public interface ReportFormat {

    /** Every format there is. */
    static List<ReportFormat> all() {
        return List.of(new TextFormat(), new JsonFormat(), new JUnitFormat(), new HtmlFormat());
    }

    /** What the file is called. */
    String fileName();

    /** Writes the reports of one storage or of several. */
    String render(List<TckReport> reports);
}
