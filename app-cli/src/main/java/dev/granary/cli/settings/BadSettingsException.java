package dev.granary.cli.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration has faults. It names every one of them, and no secret. */
public final class BadSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** Makes one of one fault or more. */
    public BadSettingsException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** The faults, in the order they were found. */
    public List<Fault> faults() {
        return faults;
    }
}
