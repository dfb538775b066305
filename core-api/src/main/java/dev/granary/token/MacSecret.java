package dev.granary.token;

import dev.granary.record.Text;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret under which token values are authenticated (HMAC-SHA-256). Immutable; never prints itself. */
public final class MacSecret {

    /** What a secret is good for. */
    public enum State {
        /** Known to every node; at most one is used for new values. */
        TRUSTED,
        /** Somebody else may know it: what it vouches for accuses nobody. */
        LEAKED
    }

    private final String id;
    private final State state;
    private final SecretKeySpec key;

    /**
     * Makes a secret.
     *
     * @param id 8 characters of base64url; it shows in token values
     * @param bytes 32 bytes or more, from a secure random generator; copied
     * @throws IllegalArgumentException if the id has another form or there are fewer bytes
     */
    public MacSecret(String id, byte[] bytes, State state) {
        this.id = Text.requireBase64Url("secret id", id, 8);
        if (bytes.length < 32) {
            throw new IllegalArgumentException("secret " + id + ": expected 32 bytes or more, got " + bytes.length);
        }
        this.state = state;
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** The secret's id. */
    public String id() {
        return id;
    }

    /** Whether what this secret vouches for may accuse. */
    public boolean accuses() {
        return state == State.TRUSTED;
    }

    /** The HMAC-SHA-256 of {@code input}: 32 bytes. */
    byte[] mac(byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(input);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "MacSecret[" + id + ", " + state + "]";
    }
}
