package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The options of the command, of the form {@code --name=value}. Not safe for threads. */
final class Options {

    private static final String USAGE = "known are --quick --backends=memory,h2,postgresql,redis"
            + " --parts=ratios,bytes,growth,slots,purge,peers --grants=1000,100000 --threads=1,8,32 --rounds=7 --millis=150"
            + " --rows=1000000 --output=docs/benchmarks.md";

    private final Map<String, String> given = new TreeMap<>();
    private final boolean quick;

    private Options(String... arguments) {
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            given.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        this.quick = given.remove("--quick") != null;
    }

    /** @throws IllegalArgumentException if an option is unknown or has no fitting value */
    static Plan plan(String... arguments) {
        Options options = new Options(arguments);
        Plan plan = options.plan();
        if (!options.given.isEmpty()) {
            throw new IllegalArgumentException(options.given.keySet() + ": unknown; " + USAGE);
        }
        return plan;
    }

    private Plan plan() {
        return new Plan(
                words("--backends", "memory,h2,postgresql,redis")
                        .map(name -> Backend.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList(),
                words("--parts", "ratios,bytes,growth,slots,purge,peers")
                        .map(Plan.Part::of)
                        .toList(),
                numbers("--grants", quick ? "200" : "1000,100000"),
                numbers("--threads", quick ? "1,2" : "1,8,32"),
                numbers("--rounds", quick ? "1" : "7").get(0),
                Duration.ofMillis(numbers("--millis", quick ? "10" : "150").get(0)),
                numbers("--rows", quick ? "2000" : "1000000").get(0),
                Path.of(text("--output", quick ? "target/benchmarks.md" : "docs/benchmarks.md")));
    }

    private String text(String name, String byDefault) {
        String value = given.remove(name);
        return value == null ? byDefault : value;
    }

    private Stream<String> words(String name, String byDefault) {
        return Arrays.stream(text(name, byDefault).split(",", -1));
    }

    private List<Integer> numbers(String name, String byDefault) {
        return words(name, byDefault).map(Integer::valueOf).sorted().toList();
    }
}
