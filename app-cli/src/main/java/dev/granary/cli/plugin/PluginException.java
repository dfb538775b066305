package dev.granary.cli.plugin;

import java.nio.file.Path;

/** A plugin cannot be used. The message names its file and what to do. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PluginException(Path file, String fault) {
        super("plugin " + file + ": " + fault);
    }

    PluginException(Path file, String fault, Throwable cause) {
        super("plugin " + file + ": " + fault, cause);
    }
}
