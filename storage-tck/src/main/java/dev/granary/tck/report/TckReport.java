package dev.granary.tck.report;

import dev.granary.tck.RuleResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one run found of one storage.
 *
 * @param storage what was tested; never a URL with a password
 * @param environment where it was tested, such as the version of Java
 * @param results how each rule ended
 */
public record TckReport(String storage, Map<String, String> environment, List<RuleResult> results) {

    /** Copies the collections. */
    public TckReport {
        environment = new TreeMap<>(environment);
        results = List.copyOf(results);
    }

    /** How many rules hold and were tested. */
    public long passed() {
        return results.stream()
                .filter(result -> result.passed() && result.exemption().isEmpty())
                .count();
    }

    /** How many do not hold. */
    public long failed() {
        return results.stream().filter(result -> !result.passed()).count();
    }

    /** How many were not tested, each with its reason. */
    public long exempt() {
        return results.stream().filter(result -> result.exemption().isPresent()).count();
    }

    /** How long all of it took. */
    public Duration took() {
        return results.stream().map(RuleResult::took).reduce(Duration.ZERO, Duration::plus);
    }

    /** How a rule ended, if it was run. */
    Optional<RuleResult> result(String id) {
        return results.stream().filter(result -> result.id().equals(id)).findFirst();
    }
}
