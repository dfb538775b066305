package dev.granary.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Shows a server the same inputs again and again. When all is over after each time, the heap is as large as before: whatever
 * grows each time would grow for ever. Of the server's own classes there may be not one instance more; of others, of which
 * the container and the JDK keep some for later, not as many as there were inputs.
 */
final class Again {

    private static final int TIMES = 3;
    private static final int LEAST_INPUTS = 100;
    private static final int ADDRESSES = 250;

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
        List<Map<String, Long>> grown = new ArrayList<>();
        Footprint before = Footprint.now();
        for (int time = 0; time < TIMES; time++) {
            once();
            Footprint after = Footprint.now();
            grown.add(after.since(before));
            before = after;
        }
        assertThat(leaking(grown)).as("instances that are left each time").isEmpty();
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

    private Map<String, Long> leaking(List<Map<String, Long>> grown) {
        Map<String, Long> least = new TreeMap<>(grown.get(0));
        for (Map<String, Long> each : grown) {
            least.replaceAll((name, count) -> Math.min(count, each.getOrDefault(name, 0L)));
        }
        least.entrySet().removeIf(each -> each.getValue() < (isOurs(each.getKey()) ? 1 : LEAST_INPUTS));
        return least;
    }

    private static boolean isOurs(String name) {
        return name.startsWith("dev.granary.")
                && !name.startsWith("dev.granary.http.fuzz.")
                && !name.startsWith("dev.granary.http.fixture.");
    }
}
