package dev.granary.cli.settings;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that everything is told at once. For one thread. */
final class Faults {

    private final List<Fault> found = new ArrayList<>();

    void add(String key, String wrong, String remedy) {
        found.add(new Fault(key, wrong, remedy));
    }

    /** Gives up if there was a fault. */
    void complain() {
        if (!found.isEmpty()) {
            throw new BadSettingsException(found);
        }
    }
}
