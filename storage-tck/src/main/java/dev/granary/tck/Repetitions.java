package dev.granary.tck;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Which rules depend on chance, and who hears of each time that one was repeated. Safe for threads. */
final class Repetitions {

    private final Set<String> found = ConcurrentHashMap.newKeySet();
    private final BiConsumer<String, Long> listener;

    Repetitions(BiConsumer<String, Long> listener) {
        this.listener = listener;
    }

    /** Those of the {@link TckRun} that runs this, or some of nobody's; then the report of the test tells the seeds. */
    static Repetitions of(ExtensionContext context) {
        Repetitions handed = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(TckRun.class))
                .get(Repetitions.class, Repetitions.class);
        return handed == null
                ? new Repetitions((rule, seed) -> context.publishReportEntry(KitExtension.SEED, seed.toString()))
                : handed;
    }

    void found(@Nullable Rule rule) {
        if (rule != null) {
            found.add(rule.id());
        }
    }

    void tell(@Nullable Rule rule, long seed) {
        listener.accept(rule == null ? "walk" : rule.id(), seed);
    }

    /** The ids of the rules that were run and depend on chance. */
    Set<String> rules() {
        return Set.copyOf(found);
    }
}
