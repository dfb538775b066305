package dev.granary.cli.console;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * A bar on a terminal that shows how far a run is. Elsewhere it shows nothing, for it writes over itself. The launcher
 * says whether there is a terminal: the console of newer JDKs is there without one.
 */
public final class Progress implements AutoCloseable {

    private final Optional<ProgressBar> bar;

    private Progress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /** Begins at 0 of {@code steps}. */
    public static Progress of(String name, int steps) {
        boolean terminal = Boolean.getBoolean("granary.terminal");
        return new Progress(
                terminal
                        ? Optional.of(new ProgressBarBuilder()
                                .setTaskName(name)
                                .setInitialMax(steps)
                                .continuousUpdate()
                                .build())
                        : Optional.empty());
    }

    /** Some more steps have been done, the last of them as named. */
    public void step(String last, int steps) {
        bar.ifPresent(shown -> shown.setExtraMessage(last).stepBy(steps));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
