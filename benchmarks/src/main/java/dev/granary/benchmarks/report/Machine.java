package dev.granary.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a run was made on. */
public final class Machine {

    private Machine() {}

    /** Processors, memory, system and JDK. */
    public static String description() {
        Runtime runtime = Runtime.getRuntime();
        return "%d x %s, %s, heap up to %d MB; %s %s %s; %s %s"
                .formatted(
                        runtime.availableProcessors(),
                        first("/proc/cpuinfo", "model name", "unknown processor"),
                        first("/proc/meminfo", "MemTotal", "unknown memory"),
                        runtime.maxMemory() >> 20,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"));
    }

    private static String first(String file, String name, String orElse) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            List<String> found = lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip().replaceAll(" +", " "))
                    .limit(1)
                    .toList();
            return found.isEmpty() ? orElse : found.get(0);
        } catch (IOException e) {
            return orElse;
        }
    }
}
