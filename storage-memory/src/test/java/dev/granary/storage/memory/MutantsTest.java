package dev.granary.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.tck.RuleResult;
import dev.granary.tck.TckRun;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit catches each of these broken backends, by the rules that name the defect, and finds no fault in the sound. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {

    private static final int ROUNDS = 60;
    private static final int LONGER = 10;
    private static final int MOST_ROUNDS = 60_000;

    private final AtomicInteger caught = new AtomicInteger();

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void isCaught(Mutant mutant) {
        List<String> open = mutant.rules();
        for (int rounds = ROUNDS; rounds <= MOST_ROUNDS && !open.isEmpty(); rounds *= LONGER) {
            open = passed(mutant, open, rounds);
        }
        assertThat(open).as(mutant.name()).isEmpty();
        caught.incrementAndGet();
    }

    /** Those of the rules that the mutant passes. Racers that did not meet may do so in a longer race. */
    private static List<String> passed(Mutant mutant, List<String> rules, int rounds) {
        List<RuleResult> results =
                TckRun.over(mutant).only(rules::contains).rounds(rounds).run();
        assertThat(results).extracting(RuleResult::id).containsExactlyInAnyOrderElementsOf(rules);
        return results.stream().filter(RuleResult::passed).map(RuleResult::id).toList();
    }

    @Test
    void theSoundOnePasses() {
        List<RuleResult> results = TckRun.over(sound()).rounds(ROUNDS).run();
        assertThat(results).hasSizeGreaterThan(40).allMatch(RuleResult::passed);
    }

    @Test
    void everyRuleHasCaughtAMutant() {
        List<String> named =
                mutants().flatMap(mutant -> mutant.rules().stream()).distinct().toList();
        List<String> rules = TckRun.over(sound()).rounds(1).run().stream()
                .map(RuleResult::id)
                .toList();
        assertThat(rules).containsAll(named);
        assertThat(rules).filteredOn(rule -> !named.contains(rule)).isEmpty();
    }

    @AfterAll
    void tellTheScore(TestReporter reporter) {
        reporter.publishEntry(
                "mutants caught", caught.get() + " of " + mutants().count());
    }

    static Stream<Mutant> mutants() {
        return Stream.concat(PortMutants.all(), KindMutants.all());
    }

    private static Mutant sound() {
        return new Mutant("nothing", List.of(), UnaryOperator.identity(), UnaryOperator.identity(), true);
    }
}
