package dev.granary.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
        int walks = kit.races().fewRounds() / 4 + 5;
        for (int walk = 0; walk < walks; walk++) {
            List<WalkStep> steps = Stream.generate(() -> WalkStep.random(kit.random()))
                    .limit(60)
                    .toList();
            if (!passes(kit, steps)) {
                replay(kit, Shrinking.of(steps, fewer -> !passes(kit, fewer)));
            }
        }
    }

    /** Takes a walk again that failed once; each step is spelled as the failure spelled it. */
    static void replay(Kit kit, String... steps) {
        replay(kit, Stream.of(steps).map(WalkStep::of).toList());
    }

    private static void replay(Kit kit, List<WalkStep> steps) {
        try {
            Walk.take(kit, steps);
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\n\nThe shortest such walk, to be pasted into the contract's" + " test class:\n\n"
                            + pasted(steps),
                    e);
        }
    }

    private static boolean passes(Kit kit, List<WalkStep> steps) {
        try {
            Walk.take(kit, steps);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static String pasted(List<WalkStep> steps) {
        String spelled = new ArrayList<>(steps)
                .stream().map(step -> "            \"" + step + "\"").collect(Collectors.joining(",\n"));
        return "    @Test\n    void walk(Kit kit) {\n        ModelRules.replay(\n            kit,\n" + spelled
                + ");\n    }\n";
    }
}
