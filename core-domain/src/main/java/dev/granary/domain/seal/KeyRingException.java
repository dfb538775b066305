package dev.granary.domain.seal;

/** There is no usable key ring. The message says what to do and holds no key. */
public final class KeyRingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyRingException(String message) {
        super(message);
    }

    KeyRingException(String message, Throwable cause) {
        super(message, cause);
    }
}
