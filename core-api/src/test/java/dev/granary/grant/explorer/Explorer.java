package dev.granary.grant.explorer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks every schedule depth-first, up to the violation that is sought. A state is walked once; how many schedules lead on from
 * it is remembered.
 */
final class Explorer {

    private static final long BEING_WALKED = -1;

    private final Protocol protocol;
    private final boolean honest;
    private final Optional<Violation> sought;
    private final Map<World, Long> schedules = new HashMap<>();
    private final Deque<String> trail = new ArrayDeque<>();
    private final Map<Violation, List<String>> found = new EnumMap<>(Violation.class);
    private final Set<Event.Kind> told = EnumSet.noneOf(Event.Kind.class);

    private Explorer(Protocol protocol, boolean honest, Optional<Violation> sought) {
        this.protocol = protocol;
        this.honest = honest;
        this.sought = sought;
    }

    /**
     * Walks on from a world.
     *
     * @param honest whether every client in it presents only what it holds, and nothing twice
     * @param sought what ends the walk early
     */
    static Walked walk(Protocol protocol, World world, boolean honest, Optional<Violation> sought) {
        Explorer explorer = new Explorer(protocol, honest, sought);
        long schedules = explorer.count(world);
        return new Walked(schedules, explorer.schedules.size(), explorer.told, explorer.found);
    }

    /**
     * What a walk came to.
     *
     * @param schedules how many were walked
     * @param states how many states they go through
     * @param told what callers were told in any of them
     * @param violations what was violated, with the first schedule that does
     */
    record Walked(long schedules, int states, Set<Event.Kind> told, Map<Violation, List<String>> violations) {

        @Override
        public String toString() {
            return schedules + " schedules through " + states + " states"
                    + (violations.isEmpty() ? "" : ", violating " + violations);
        }
    }

    private long count(World world) {
        if (sought.filter(found::containsKey).isPresent()) {
            return 0;
        }
        Optional<Violation> violation = world.violation(honest);
        if (violation.isPresent()) {
            return report(violation.get());
        }
        Long known = schedules.putIfAbsent(world, BEING_WALKED);
        if (known != null) {
            return known == BEING_WALKED ? report(Violation.NEVER_ENDS) : known;
        }
        world.ledger().events().forEach(event -> told.add(event.kind()));
        List<World.Step> steps = world.steps(protocol);
        long sum = steps.isEmpty() ? 1 : 0;
        for (World.Step step : steps) {
            trail.addLast(step.label());
            sum = Math.addExact(sum, count(step.after()));
            trail.removeLast();
        }
        schedules.put(world, sum);
        return sum;
    }

    private long report(Violation violation) {
        found.putIfAbsent(violation, List.copyOf(trail));
        return 1;
    }
}
