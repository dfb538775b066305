package dev.granary.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.tck.Catalogue;
import dev.granary.tck.CataloguedRule;
import dev.granary.tck.Group;
import dev.granary.tck.RuleResult;
import dev.granary.tck.TckRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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

    /** Rules that no mutant breaks, each with the reason. */
    private static final Map<String, String> UNCAUGHT = Map.of();

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
    void aThoroughRunFindsWhatOneRunMisses() {
        AtomicInteger opened = new AtomicInteger();
        Mutant breaksLater = new Mutant(
                "sound at first",
                List.of("UNIQUE-03"),
                storage -> opened.incrementAndGet() == 1
                        ? storage
                        : new MutantStorage(storage, Defects.OverwritingInsert::new),
                UnaryOperator.identity(),
                true);
        List<RuleResult> results = TckRun.over(breaksLater)
                .only("UNIQUE-03"::equals)
                .rounds(1)
                .thorough(Duration.ofMinutes(1), (rule, seed) -> {})
                .run();
        assertThat(results)
                .singleElement()
                .satisfies(
                        result -> assertThat(result.failure()).get().asString().contains("granary.tck.seed="));
    }

    @Test
    void everyMutantNamesRulesThatThereAre() {
        assertThat(Catalogue.rules()).extracting(CataloguedRule::id).containsAll(named());
        assertThat(mutants())
                .allSatisfy(
                        mutant -> assertThat(mutant.rules()).as(mutant.name()).isNotEmpty());
        assertThat(mutants()).extracting(Mutant::toString).doesNotHaveDuplicates();
    }

    @Test
    void everyRuleCatchesAMutantOrSaysWhyNone() {
        Set<String> named = named();
        assertThat(Catalogue.rules())
                .extracting(CataloguedRule::id)
                .filteredOn(rule -> !named.contains(rule))
                .containsExactlyInAnyOrderElementsOf(UNCAUGHT.keySet());
        assertThat(UNCAUGHT.values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void everyGroupHasMutants() {
        Set<String> named = named();
        assertThat(Catalogue.rules().stream()
                        .filter(rule -> named.contains(rule.id()))
                        .map(CataloguedRule::group))
                .contains(Group.values());
    }

    private static Set<String> named() {
        return mutants().flatMap(mutant -> mutant.rules().stream()).collect(Collectors.toSet());
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
