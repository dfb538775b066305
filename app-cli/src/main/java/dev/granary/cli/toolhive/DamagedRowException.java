package dev.granary.cli.toolhive;

/** A row is not as ToolHive writes it. The message says what was expected, and nothing of what is there. */
final class DamagedRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DamagedRowException(String message) {
        super(message, null, false, false);
    }
}
