package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Ground;
import dev.granary.benchmarks.measure.Allocation;
import dev.granary.benchmarks.measure.Contender;
import dev.granary.benchmarks.work.Population;
import dev.granary.benchmarks.work.PortCalls;
import dev.granary.record.Namespace;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one call costs that does not depend on the machine.
 *
 * @param operation the operation
 * @param sent what is sent to the server, in order; empty if there is none
 * @param bytes what the calling thread allocates
 */
record Costs(String operation, List<String> sent, double bytes) {

    /** Copies the list. */
    Costs {
        sent = List.copyOf(sent);
    }

    static List<Costs> of(Ground ground, Population population, Operations operations, Duration phase) {
        return Stream.concat(
                        operations.atPorts().stream()
                                .map(contender -> new Costs(
                                        contender.name(),
                                        sent(ground, population, contender.name()),
                                        bytes(contender, phase))),
                        operations.whole().stream()
                                .map(contender -> new Costs(contender.name(), List.of(), bytes(contender, phase))))
                .toList();
    }

    /** The verbs, such as {@code select, update}. */
    String verbs() {
        return sent.isEmpty()
                ? "–"
                : sent.size() + " ("
                        + sent.stream()
                                .map(text -> text.split(" ", 2)[0].toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    private static List<String> sent(Ground ground, Population population, String operation) {
        return ground.sent(watched ->
                Operations.atPorts(new PortCalls(watched.in(Namespace.DEFAULT), population)).stream()
                        .filter(contender -> contender.name().equals(operation))
                        .findFirst()
                        .orElseThrow()
                        .step());
    }

    private static double bytes(Contender contender, Duration phase) {
        try {
            return Allocation.perCall(contender.step(), phase);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
