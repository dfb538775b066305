package dev.granary.http;

import java.util.List;
import java.util.stream.Collectors;

/** A server cannot be built with these settings. It names every fault at once. */
public final class AuthServerSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<SettingsFault> faults;

    /** Makes one of one fault or more. */
    public AuthServerSettingsException(List<SettingsFault> faults) {
        super(faults.stream().map(SettingsFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** The faults, in the order they were found. */
    public List<SettingsFault> faults() {
        return faults;
    }
}
