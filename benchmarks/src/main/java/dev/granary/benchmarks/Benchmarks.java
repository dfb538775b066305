package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Backend;
import dev.granary.benchmarks.ground.Grounds;
import dev.granary.benchmarks.measure.Crew;
import dev.granary.benchmarks.report.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command: measures, prints a page and writes it down. */
public final class Benchmarks {

    private Benchmarks() {}

    /** Runs what the options say; CONTRIBUTING.md tells how. */
    public static void main(String... arguments) throws IOException {
        Plan plan = Options.plan(arguments);
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        try (Grounds grounds = new Grounds(Files.createTempDirectory(target, "benchmarks"));
                Crew crew = new Crew()) {
            Page results = measured(plan, grounds, crew);
            Page page = new Head(plan).page().add(results);
            System.out.print(page.content());
            page.writeTo(plan.output());
        }
    }

    private static Page measured(Plan plan, Grounds grounds, Crew crew) {
        Page page = new Page();
        if (plan.has(Plan.Part.RATIOS)) {
            RatioPart part = new RatioPart(plan, grounds, crew);
            page.heading("## Beside the raw operation");
            for (Backend backend : plan.backends()) {
                page.add(part.run(backend));
            }
            page.add(part.peers());
        }
        if (plan.has(Plan.Part.BYTES)) {
            page.add(new BytesPart(plan, grounds).run());
        }
        if (plan.has(Plan.Part.GROWTH) && GrowthPart.appliesTo(plan)) {
            page.add(new GrowthPart(plan, grounds).run());
        }
        if (plan.has(Plan.Part.SLOTS) && SlotsPart.appliesTo(plan)) {
            page.add(new SlotsPart(plan, grounds).run());
        }
        if (plan.has(Plan.Part.PURGE) && PurgePart.appliesTo(plan)) {
            page.add(new PurgePart(plan, grounds, crew).run());
        }
        return page;
    }
}
