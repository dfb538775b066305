package dev.granary.tck;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** MODEL: whatever is asked, in whatever order, the answer is the one that the contract's model gives. */
public interface ModelRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "MODEL-01",
            says = "random sequences of all port operations under a moving clock are answered as the model says")
    default void MODEL_01_walksAreAnsweredAsTheModelSays(Kit kit) {
        Walks<WalkStep> walks = ports(kit);
        for (int walk = 0; walk < kit.races().fewRounds() / 4 + 5; walk++) {
            walks.take(steps(() -> WalkStep.random(kit.random())));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "MODEL-21",
            says = "random sequences of all use cases under a moving clock are answered as the model says",
            why = "A replay after a retry after a revocation is nobody's test, and somebody's day.")
    default void MODEL_21_useCasesAreAnsweredAsTheModelSays(Kit kit) {
        Walks<CaseStep> walks = cases(kit);
        for (int walk = 0; walk < kit.races().fewRounds() / 8 + 5; walk++) {
            walks.take(steps(() -> CaseStep.random(kit.random())));
        }
    }

    /** Takes a walk through the port again that failed once; each step is spelled as the failure spelled it. */
    static void replay(Kit kit, String... steps) {
        ports(kit).show(Stream.of(steps).map(WalkStep::of).toList());
    }

    /** Takes a walk through the use cases again that failed once; each step is spelled as the failure spelled it. */
    static void replayCases(Kit kit, String... steps) {
        cases(kit).show(Stream.of(steps).map(CaseStep::of).toList());
    }

    private static Walks<WalkStep> ports(Kit kit) {
        return new Walks<>("ModelRules.replay", steps -> Walk.take(kit, steps));
    }

    private static Walks<CaseStep> cases(Kit kit) {
        return new Walks<>("ModelRules.replayCases", steps -> CaseWalk.take(kit, steps));
    }

    private static <S> List<S> steps(Supplier<S> dice) {
        return Stream.generate(dice).limit(80).toList();
    }
}
