package dev.granary.domain.seal;

/** A sealed value does not open: it was moved, damaged, or sealed with a key this node does not have. */
public final class SealBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealBrokenException(String message) {
        super(message);
    }
}
