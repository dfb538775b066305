package dev.granary.spi;

import java.util.List;

/** A storage cannot be opened with these settings. It names every fault at once, each with its remedy. */
public final class StorageSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /** Makes one of one fault or more, each a sentence that names the setting and holds no secret. */
    public StorageSettingsException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** The faults, in the order they were found. */
    public List<String> faults() {
        return faults;
    }
}
