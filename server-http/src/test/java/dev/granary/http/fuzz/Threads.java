package dev.granary.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The threads that live at some time.
 *
 * @param alive all of them
 */
record Threads(Set<Thread> alive) {

    /** A container keeps a bounded number of its own, and the JDK one for all time limits. */
    private static final Pattern KEPT = Pattern.compile("(qtp|Scheduler-)[0-9]+-.*|CompletableFutureDelayScheduler");

    private static final String JVMS_OWN = "system";
    private static final long PATIENCE_MILLIS = 10_000;

    /** How it is now. */
    static Threads now() {
        return new Threads(Set.copyOf(Thread.getAllStackTraces().keySet()));
    }

    /** Checks that whatever thread was begun since then comes to its end. */
    void requireNoneMore() {
        now().alive().stream()
                .filter(thread -> !alive.contains(thread))
                .filter(thread -> !KEPT.matcher(thread.getName()).matches())
                .filter(thread -> isAliveAfterAll(thread))
                .forEach(thread -> assertThat(thread.getName())
                        .as("a thread that does not end")
                        .isEmpty());
    }

    private static boolean isAliveAfterAll(Thread thread) {
        if (JVMS_OWN.equals(group(thread))) {
            return false;
        }
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return thread.isAlive();
    }

    /** A thread that has ended has none. */
    private static String group(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null ? "" : group.getName();
    }
}
