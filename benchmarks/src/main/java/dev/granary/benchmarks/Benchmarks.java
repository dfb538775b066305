package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Grounds;
import dev.granary.benchmarks.measure.Crew;
import dev.granary.benchmarks.report.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The command: measures, prints a page and writes it down. */
public final class Benchmarks {

    private Benchmarks() {}

    /** Runs what the options say; CONTRIBUTING.md tells how. */
    public static void main(String... arguments) throws IOException {
        Plan plan = Options.plan(arguments);
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        try (Grounds grounds = new Grounds(Files.createTempDirectory(target, "benchmarks"));
                Crew crew = new Crew()) {
            Page results = new Page();
            // Written after each part, so that what ends a later one loses none.
            for (Supplier<Page> part : parts(plan, grounds, crew)) {
                results.add(part.get());
                new Head(plan).page().add(results).writeTo(plan.output());
            }
            System.out.print(Files.readString(plan.output()));
        }
    }

    private static List<Supplier<Page>> parts(Plan plan, Grounds grounds, Crew crew) {
        List<Supplier<Page>> parts = new ArrayList<>();
        if (plan.has(Plan.Part.RATIOS)) {
            RatioPart ratios = new RatioPart(plan, grounds, crew);
            parts.add(() -> new Page().heading("## Beside the raw operation"));
            plan.backends().forEach(backend -> parts.add(() -> ratios.run(backend)));
            parts.add(ratios::peers);
        }
        if (plan.has(Plan.Part.BYTES)) {
            parts.add(() -> new BytesPart(plan, grounds).run());
        }
        if (plan.has(Plan.Part.GROWTH) && GrowthPart.appliesTo(plan)) {
            parts.add(() -> new GrowthPart(plan, grounds).run());
        }
        if (plan.has(Plan.Part.SLOTS) && SlotsPart.appliesTo(plan)) {
            parts.add(() -> new SlotsPart(plan, grounds).run());
        }
        if (plan.has(Plan.Part.PURGE) && PurgePart.appliesTo(plan)) {
            parts.add(() -> new PurgePart(plan, grounds, crew).run());
        }
        return parts;
    }
}
