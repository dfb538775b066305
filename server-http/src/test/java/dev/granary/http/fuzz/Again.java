package dev.granary.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Shows a server the same inputs again and again. When all is over after each time, the heap is as large as before: whatever
 * grows each time would grow for ever. Of the server's own classes there may be not one instance more. Of others the
 * container and the JDK keep some for later, but fewer than one for each request.
 */
final class Again {

    private static final int TIMES = 3;
    private static final int LEAST_INPUTS = 60;
    private static final long LEAST_REQUESTS = 120;
    private static final int ADDRESSES = 250;

    /** The fuzzer leaves much of its own while it searches. */
    private static final boolean OURS_ALONE = "1".equals(System.getenv("JAZZER_FUZZ"));

    private final Ground ground;
    private final List<Consumer<Ground>> inputs;

    Again(Ground ground, List<Consumer<Ground>> inputs) {
        this.ground = ground;
        this.inputs = inputs;
    }

    /** Checks it. */
    void requireNoGrowth() {
        if (inputs.isEmpty()) {
            return;
        }
        fillRateLimit();
        once();
        Footprint before = Footprint.now();
        Map<String, Long> least = grown(before);
        for (int time = 1; time < TIMES; time++) {
            before = Footprint.now();
            least = both(least, grown(before));
        }
        assertThat(least).as("instances that are left each time").isEmpty();
    }

    /** It keeps something for each caller, up to a cap; and callers come from so many addresses. */
    private void fillRateLimit() {
        for (int caller = 0; caller < ADDRESSES; caller++) {
            ground.world().exchange("POST /oauth/register HTTP/1.1\r\nHost: as\r\nContent-Length: 0\r\n\r\n");
        }
    }

    private void once() {
        for (int sent = 0; sent < Math.max(LEAST_INPUTS, inputs.size()); sent++) {
            inputs.get(sent % inputs.size()).accept(ground);
        }
        ground.requireNothingLeft();
    }

    /** What there is more of after one time more, and enough to be no accident. */
    private Map<String, Long> grown(Footprint before) {
        once();
        Map<String, Long> grown = Footprint.now().since(before);
        grown.entrySet().removeIf(each -> isUsual(each.getKey(), each.getValue()));
        return grown;
    }

    private static Map<String, Long> both(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> both = new TreeMap<>(one);
        both.keySet().retainAll(other.keySet());
        both.replaceAll((name, count) -> Math.min(count, other.getOrDefault(name, 0L)));
        return both;
    }

    private static boolean isUsual(String name, long grown) {
        return !isOurs(name) && (OURS_ALONE || grown < LEAST_REQUESTS);
    }

    private static boolean isOurs(String name) {
        return name.startsWith("dev.granary.")
                && !name.startsWith("dev.granary.http.fuzz.")
                && !name.startsWith("dev.granary.http.fixture.");
    }
}
