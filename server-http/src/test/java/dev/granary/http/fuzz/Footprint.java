package dev.granary.http.fuzz;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is in the heap and cannot be collected.
 *
 * @param instances how many there are of each class
 */
record Footprint(Map<String, Long> instances) {

    private static final Pattern LINE = Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(\\S+)");

    /** How it is now, after a collection. */
    static Footprint now() {
        return new Footprint(LINE.matcher(histogram())
                .results()
                .collect(Collectors.toMap(Footprint::name, Footprint::count, Long::sum, TreeMap::new)));
    }

    /** There is each name only once, however many footprints are kept, for they are in the heap, too. */
    private static String name(MatchResult line) {
        return line.group(2).intern();
    }

    private static long count(MatchResult line) {
        return Long.parseLong(line.group(1));
    }

    private static String histogram() {
        try {
            return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()}));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By how much each class has grown; one that has not is left out. */
    Map<String, Long> since(Footprint earlier) {
        Map<String, Long> grown = new TreeMap<>();
        instances.forEach((name, count) -> {
            long more = count - earlier.instances().getOrDefault(name, 0L);
            if (more > 0) {
                grown.put(name, more);
            }
        });
        return grown;
    }
}
