package dev.granary.cli.tck;

import dev.granary.tck.RuleResult;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * A bar on a terminal that shows how far a run is. Elsewhere it shows nothing, for it writes over itself. The launcher
 * says whether there is a terminal: the console of newer JDKs is there without one.
 */
final class Progress implements AutoCloseable {

    private final Optional<ProgressBar> bar;

    private Progress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /** Begins at 0 of {@code rules}. */
    static Progress of(String storage, int rules) {
        boolean terminal = Boolean.getBoolean("granary.terminal");
        return new Progress(
                terminal
                        ? Optional.of(new ProgressBarBuilder()
                                .setTaskName(storage)
                                .setInitialMax(rules)
                                .continuousUpdate()
                                .build())
                        : Optional.empty());
    }

    /** One more rule has ended. */
    void step(RuleResult ended) {
        bar.ifPresent(shown -> shown.setExtraMessage(ended.id()).step());
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
