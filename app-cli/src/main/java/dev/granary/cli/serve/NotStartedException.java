package dev.granary.cli.serve;

/** A server cannot be started as the machine is now. The message names the remedy. */
public final class NotStartedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotStartedException(String message, Throwable cause) {
        super(message, cause);
    }
}
